import * as z from 'zod';
import { shapeRule } from './shape-rule.ts';
import { finding, type Rule, resourcesOf } from './template.ts';

/** Metrics that somebody must be told of, as they stand in an alarm. */
const WATCHED = [
  'ApproximateNumberOfMessagesVisible',
  'ExecutionsFailed',
  'ExecutionsTimedOut',
  'ExecutionThrottled',
  'HoursSinceSuccess',
  'RunsFailed',
  'Errors',
  'Throttles',
  'Duration',
  'ProcessedBytes',
  'UnknownMailsOverOneDay',
  'DuplicateMails',
  'StrayMailEvents',
  'DeterminismBreaks',
  'Reputation.BounceRate',
  'Reputation.ComplaintRate',
  '4XXError',
  '5XXError',
  'QuarantineShare',
  'ReportsHeld',
  'AccessDenials',
];

/** Looks where the machine is: the stack of data has nothing that runs. */
const R21_watched: Rule = (template) => {
  const [machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
  if (machine === undefined) return [];
  const told = new Set(
    resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(({ Properties }) =>
      [...JSON.stringify(Properties).matchAll(/"MetricName":"([^"]+)"/g)].map(([, name]) => name),
    ),
  );
  return [
    ...WATCHED.filter((name) => !told.has(name)).map((name) =>
      finding('R21', machine.id, `nobody is told of ${name}`),
    ),
    ...(resourcesOf(template, 'AWS::Budgets::Budget').length === 0
      ? [finding('R21', machine.id, 'has no budget')]
      : []),
  ];
};

/** Each function is looked at by itself. */
const R21_functions: Rule = (template) => {
  const alarms = JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
  return resourcesOf(template, 'AWS::Lambda::Function')
    .filter(({ id }) => !alarms.includes(`"Ref":"${id}"`))
    .map(({ id }) => finding('R21', id, 'fails unseen'));
};

/** A report that is not made says nothing: silence must ring. */
const R21_deadMan: Rule = (template) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm')
    .filter(({ Properties }) => Properties['MetricName'] === 'HoursSinceSuccess')
    .filter(
      ({ Properties }) =>
        Properties['TreatMissingData'] !== 'breaching' || Properties['Threshold'] !== 192,
    )
    .map(({ id }) => finding('R21', id, 'does not ring when nothing is heard for 8 days'));

const R22_alarms = shapeRule(
  'R22',
  'AWS::CloudWatch::Alarm',
  z.object({
    Properties: z.object({
      AlarmActions: z.array(z.unknown(), { error: 'tells nobody' }).min(1),
      OKActions: z.array(z.unknown(), { error: 'does not say when it is over' }).min(1),
      AlarmDescription: z.string().includes('infra/runbook.md#'),
    }),
  }),
);

/** R21 and R22: what breaks is told, and so is its end. */
export const ALARM_RULES: readonly Rule[] = [R21_watched, R21_functions, R21_deadMan, R22_alarms];
