import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import { finding, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

/** Names of variables that would hold what nobody may read. */
const SECRET = /SECRET|PASSWORD|TOKEN|CREDENTIAL|PRIVATE/i;

const R15_functions = shapeRule(
  'R15',
  'AWS::Lambda::Function',
  z.object({
    Properties: z.object({
      Runtime: z.literal('nodejs24.x'),
      Architectures: z.tuple([z.literal('arm64')]),
      MemorySize: z.number().min(256).max(10_240),
      Timeout: z.number().min(10).max(900),
      EphemeralStorage: z.object({ Size: z.number().max(10_240) }),
      ReservedConcurrentExecutions: z.number().min(1).max(100),
      TracingConfig: z.object({ Mode: z.literal('Active') }),
      KmsKeyArn: present,
      Description: z.string().min(20, 'says nothing of what its failure means'),
      Environment: z.object({
        Variables: z
          .record(z.string(), z.unknown())
          .refine((all) => !Object.keys(all).some((name) => SECRET.test(name)), 'holds a secret'),
      }),
      LoggingConfig: z.object({ LogFormat: z.literal('JSON'), LogGroup: present }),
    }),
  }),
);

const R15_noUrl: Rule = (template) =>
  resourcesOf(template, 'AWS::Lambda::Url').map(({ id }) =>
    finding('R15', id, 'opens a function to the web'),
  );

const R16_logGroups = shapeRule(
  'R16',
  'AWS::Logs::LogGroup',
  z.object({
    Properties: z.object({
      RetentionInDays: z.literal([30, 90, 180, 400], {
        error: 'is kept for another time than 30, 90, 180 or 400 days',
      }),
      KmsKeyId: present,
    }),
  }),
);

/** A function that writes into a group nobody declared has a log that never ends. */
const R16_declared: Rule = (template) => {
  const groups = resourcesOf(template, 'AWS::Logs::LogGroup').map(({ id }) => `\${${id}}`);
  return resourcesOf(template, 'AWS::Lambda::Function')
    .filter(({ Properties }) => {
      const { LogGroup } = z
        .object({ LogGroup: z.unknown().optional() })
        .parse(Properties['LoggingConfig'] ?? {});
      return !groups.includes(textOf(LogGroup));
    })
    .map(({ id }) => finding('R16', id, 'logs into a group that is not declared'));
};

/** R15 and R16: functions and their logs. */
export const FUNCTION_RULES: readonly Rule[] = [
  R15_functions,
  R15_noUrl,
  R16_logGroups,
  R16_declared,
];
