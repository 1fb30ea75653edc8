import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { machineArn } from '../line/function-statements.ts';
import type { LineResources } from '../line/line-resources.ts';
import type { AlarmSpec } from './alarm-board.ts';
import { counted } from './counted-metric.ts';

export interface LineAlarmsProps {
  readonly deployment: string;
  readonly line: LineResources;
  readonly queryGigabytes: number;
  readonly deadLetters: sqs.Queue;
}

const HOUR = Duration.hours(1);
const NO_REPORT = "The week's report is not made or not mailed.";

/** The alarms of the machine, of what it queries and of events that reach nobody. */
export const lineAlarms = (props: LineAlarmsProps): AlarmSpec[] => [
  {
    kind: 'run-failed',
    what: 'An execution failed, timed out or was stopped.',
    errorImpact: NO_REPORT,
    metric: executions(props.line, ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']),
    from: 1,
  },
  {
    kind: 'run-throttled',
    what: 'Step Functions held executions back.',
    errorImpact: 'Reports are late; none is lost.',
    metric: executions(props.line, ['ExecutionThrottled']),
    from: 1,
  },
  {
    kind: 'undelivered-events',
    what: 'A schedule or the starter gave an event up.',
    errorImpact: "A week's run was not started: no report and no mail until someone starts it.",
    metric: props.deadLetters.metricApproximateNumberOfMessagesVisible({
      period: HOUR,
      statistic: 'Maximum',
    }),
    from: 1,
  },
  {
    kind: 'query-bytes',
    what: 'Queries of one day read more than five times what one query may read.',
    errorImpact: 'Money: the reports themselves are not touched.',
    metric: bytesRead(props.line),
    from: props.queryGigabytes * 5e9,
  },
  {
    kind: 'determinism-break',
    what: 'A step gave other bytes for the same inputs.',
    errorImpact:
      'A figure may differ between two runs of one week; nothing of the second run left.',
    metric: counted('DeterminismBreaks', { deployment: props.deployment, statistic: 'Sum' }),
    from: 1,
  },
];

const executions = ({ machine }: LineResources, names: readonly string[]) =>
  new cloudwatch.MathExpression({
    expression: names.map((_, i) => `m${i}`).join(' + '),
    period: HOUR,
    usingMetrics: Object.fromEntries(
      names.map((metricName, i) => [
        `m${i}`,
        new cloudwatch.Metric({
          namespace: 'AWS/States',
          metricName,
          statistic: 'Sum',
          period: HOUR,
          dimensionsMap: { StateMachineArn: machineArn(machine) },
        }),
      ]),
    ),
  });

const bytesRead = ({ readers, writers }: LineResources) =>
  new cloudwatch.MathExpression({
    expression: 'FILL(read, 0) + FILL(written, 0)',
    period: Duration.days(1),
    usingMetrics: { read: processedBytes(readers), written: processedBytes(writers) },
  });

const processedBytes = (workgroup: string) =>
  new cloudwatch.Metric({
    namespace: 'AWS/Athena',
    metricName: 'ProcessedBytes',
    statistic: 'Sum',
    period: Duration.days(1),
    dimensionsMap: { WorkGroup: workgroup, QueryType: 'DML', QueryState: 'SUCCEEDED' },
  });
