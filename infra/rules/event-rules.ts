import * as z from 'zod';
import { present, shapeRule } from './shape-rule.ts';
import { statementsOf } from './statements.ts';
import { refusesPlainHttp } from './storage-rules.ts';
import { finding, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

const DAY = 86_400;

/** Queues with our key hold addresses and forget after 4 days; those with the service's key hold pointers for 14. */
const queueShape = z.object({
  Properties: z.union(
    [
      z.object({ KmsMasterKeyId: present, MessageRetentionPeriod: z.literal(4 * DAY) }),
      z.object({
        SqsManagedSseEnabled: z.literal(true),
        KmsMasterKeyId: z.undefined().optional(),
        MessageRetentionPeriod: z.literal(14 * DAY),
      }),
    ],
    { error: 'is not encrypted, or keeps its messages for another time than 4 or 14 days' },
  ),
});

const R12_tls: Rule = (template) => {
  const refused = statementsOf(template)
    .filter((one) => !one.allows && refusesPlainHttp(one))
    .flatMap(({ resources }) => resources);
  const queues = resourcesOf(template, 'AWS::SQS::Queue').map(({ id }) => [id, `\${${id}.Arn}`]);
  const topics = resourcesOf(template, 'AWS::SNS::Topic').map(({ id }) => [id, `\${${id}}`]);
  return [...queues, ...topics]
    .filter(([, arn]) => !refused.includes(arn ?? ''))
    .map(([id]) => finding('R12', id ?? '', 'takes plain HTTP'));
};

const mapping = z.object({ EventSourceArn: z.unknown(), FunctionName: z.unknown() });

/** A message stays out of sight for six times as long as its function may take. */
const R12_visibility: Rule = (template) =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(({ id, Properties }) => {
    const { EventSourceArn } = mapping.parse(Properties);
    const queue = resourcesOf(template, 'AWS::SQS::Queue').find(
      (one) => `\${${one.id}.Arn}` === textOf(EventSourceArn),
    );
    const visible = Number(queue?.Properties['VisibilityTimeout'] ?? 0);
    const seconds = Number(
      functionOf(template, Properties)?.Properties['Timeout'] ?? Number.POSITIVE_INFINITY,
    );
    return [
      ...(visible >= 6 * seconds
        ? []
        : [finding('R12', id, `message visible again after ${visible} s`)]),
      ...(queue?.Properties['RedrivePolicy'] === undefined
        ? [finding('R13', id, 'queue without dead letters')]
        : []),
    ];
  });

/** The function behind a version that an event goes to. */
function functionOf(template: Parameters<Rule>[0], { FunctionName }: Record<string, unknown>) {
  const version = resourcesOf(template, 'AWS::Lambda::Version').find(({ id }) =>
    textOf(FunctionName).includes(id),
  );
  const name = textOf(version?.Properties['FunctionName']);
  return resourcesOf(template, 'AWS::Lambda::Function').find(({ id }) => name.includes(id));
}

const R13_subscriptions = shapeRule(
  'R13',
  'AWS::SNS::Subscription',
  z.object({
    Properties: z.union(
      [
        z.object({ Protocol: z.literal('email') }),
        z.object({ RedrivePolicy: z.object({ deadLetterTargetArn: present }) }),
      ],
      { error: 'has no dead letters' },
    ),
  }),
);

/** What a schedule starts is started asynchronously: its failure needs a place too. */
const R13_asyncFunctions: Rule = (template) => {
  const aside = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig')
    .filter(({ Properties }) =>
      JSON.stringify(Properties['DestinationConfig'] ?? {}).includes('OnFailure'),
    )
    .map(({ Properties }) => textOf(Properties['FunctionName']));
  return resourcesOf(template, 'AWS::Scheduler::Schedule').flatMap(({ id, Properties }) => {
    const { Arn } = z.object({ Arn: z.unknown() }).parse(Properties['Target']);
    const started = functionOf(template, { FunctionName: Arn })?.id ?? 'nothing';
    return aside.some((name) => name.includes(started))
      ? []
      : [finding('R13', id, `${started} fails without a trace`)];
  });
};

/** R12 and R13: what is passed on arrives, or is found. */
export const EVENT_RULES: readonly Rule[] = [
  shapeRule('R12', 'AWS::SQS::Queue', queueShape),
  shapeRule(
    'R12',
    'AWS::SNS::Topic',
    z.object({ Properties: z.object({ KmsMasterKeyId: present }) }),
  ),
  R12_tls,
  R12_visibility,
  R13_subscriptions,
  R13_asyncFunctions,
];
