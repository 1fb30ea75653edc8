import * as z from 'zod';
import type { NamedResource, Template } from './template.ts';
import { textOf } from './text-of.ts';

const list = z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]);
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  Resource: list.optional(),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const document = z.object({ Statement: z.array(statement) });
const inline = z.array(z.object({ PolicyDocument: document }));

/** `identity`: what a role may do. `trust`: who may become it. `key`, `resource`: who may do what here. */
export type PolicyKind = 'identity' | 'trust' | 'key' | 'resource';

export interface Statement {
  readonly kind: PolicyKind;
  /** Logical id of what carries the policy. */
  readonly resource: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principal: string;
  /** Condition keys with their values as text, by operator. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every statement of every policy in a template. */
export const statementsOf = ({ Resources }: Template): Statement[] =>
  Object.entries(Resources).flatMap(([id, resource]) => policiesOf({ id, ...resource }));

const POLICY_PROPERTIES: Readonly<Record<string, readonly [string, PolicyKind][]>> = {
  'AWS::IAM::Role': [['AssumeRolePolicyDocument', 'trust']],
  'AWS::IAM::Policy': [['PolicyDocument', 'identity']],
  'AWS::IAM::ManagedPolicy': [['PolicyDocument', 'identity']],
  'AWS::KMS::Key': [['KeyPolicy', 'key']],
  'AWS::S3::BucketPolicy': [['PolicyDocument', 'resource']],
  'AWS::SQS::QueuePolicy': [['PolicyDocument', 'resource']],
  'AWS::SNS::TopicPolicy': [['PolicyDocument', 'resource']],
};

function policiesOf({ id, Type, Properties }: NamedResource): Statement[] {
  const roles = inline.safeParse(Properties['Policies']).data ?? [];
  return [
    ...roles.flatMap(({ PolicyDocument }) => read(id, 'identity', PolicyDocument)),
    ...(POLICY_PROPERTIES[Type] ?? []).flatMap(([property, kind]) =>
      read(id, kind, Properties[property]),
    ),
  ];
}

const read = (resource: string, kind: PolicyKind, given: unknown): Statement[] =>
  document.parse(given).Statement.map((one) => ({
    kind,
    resource,
    allows: one.Effect === 'Allow',
    actions: texts(one.Action),
    resources: texts(one.Resource ?? []),
    principal: textOf(one.Principal),
    conditions: one.Condition,
  }));

const texts = (value: z.output<typeof list>): string[] =>
  (Array.isArray(value) ? value : [value]).map(textOf);
