import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import type { Rule } from './template.ts';

const TEN_MEGABYTES = 10_000_000;
const TERABYTE = 1e12;

const R18_workgroups = shapeRule(
  'R18',
  'AWS::Athena::WorkGroup',
  z.object({
    Properties: z.object({
      WorkGroupConfiguration: z.object({
        EnforceWorkGroupConfiguration: z.literal(true, {
          error: 'lets a caller choose his own settings',
        }),
        PublishCloudWatchMetricsEnabled: z.literal(true),
        RequesterPaysEnabled: z.literal(false),
        BytesScannedCutoffPerQuery: z
          .number({ error: 'reads without end' })
          .min(TEN_MEGABYTES)
          .max(TERABYTE),
        EngineVersion: z.object({ SelectedEngineVersion: z.literal('Athena engine version 3') }),
        ResultConfiguration: z.object({
          OutputLocation: present,
          ExpectedBucketOwner: present,
          EncryptionConfiguration: z.object({
            EncryptionOption: z.literal('SSE_KMS'),
            KmsKey: present,
          }),
        }),
      }),
    }),
  }),
);

/** R18: queries are bounded, encrypted and counted. */
export const QUERY_RULES: readonly Rule[] = [R18_workgroups];
