import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import type { Rule } from './template.ts';

const R19_methods = shapeRule(
  'R19',
  'AWS::ApiGateway::Method',
  z.object({
    Properties: z.object({
      AuthorizationType: z.literal('AWS_IAM', { error: 'lets in who did not sign' }),
      RequestValidatorId: present,
    }),
  }),
);

/** A body with fields or lengths of the caller's choosing is not let through. */
const property = z.union([
  z.object({ type: z.literal('string'), maxLength: z.number() }),
  z.object({ type: z.literal(['boolean', 'integer', 'number']) }),
]);

const R19_models = shapeRule(
  'R19',
  'AWS::ApiGateway::Model',
  z.object({
    Properties: z.object({
      Schema: z.object({
        additionalProperties: z.literal(false, { error: 'takes unknown fields' }),
        properties: z.record(z.string(), property),
      }),
    }),
  }),
);

const R19_stage = shapeRule(
  'R19',
  'AWS::ApiGateway::Stage',
  z.object({
    Properties: z.object({
      AccessLogSetting: z.object({ DestinationArn: present }),
      TracingEnabled: z.literal(true),
      MethodSettings: z
        .array(
          z.object({
            DataTraceEnabled: z.literal(false),
            ThrottlingRateLimit: z.number().max(100),
            ThrottlingBurstLimit: z.number().max(200),
          }),
        )
        .min(1),
    }),
  }),
);

const R19_tls = shapeRule(
  'R19',
  'AWS::ApiGateway::RestApi',
  z.object({
    Properties: z.object({
      SecurityPolicy: z.string({ error: 'takes TLS 1.0' }).regex(/TLS_?13|TLS_1_2/),
    }),
  }),
);

/** R19: who is let in, with what, how often. The count a day is the API's own (`lib/api/quota.ts`). */
export const API_RULES: readonly Rule[] = [R19_methods, R19_models, R19_stage, R19_tls];
