import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { namespaceOf } from '#lib/observability/metrics.ts';
import type { AlarmSpec } from './alarm-board.ts';
import type { BatchFunction } from './batch-function.ts';

export interface AccessAlarmsProps {
  readonly deployment: string;
  readonly api: apigateway.RestApi;
  readonly functions: readonly BatchFunction[];
}

const HOUR = Duration.hours(1);

/** A key or a policy said no: in our own lines, and in those of the runtime for what nobody caught. */
const DENIED = logs.FilterPattern.literal(
  '{ ($.error = "*AccessDenied*") || ($.error = "KMS*") || ($.errorType = "*AccessDenied*") || ($.errorType = "KMS*") || ($.message.errorType = "*AccessDenied*") || ($.message.errorType = "KMS*") }',
);
const DENIALS = 'AccessDenials';

/** The alarms of the API and of permissions. */
export function accessAlarms(scope: Construct, props: AccessAlarmsProps): AlarmSpec[] {
  const { deployment, api, functions } = props;
  const namespace = namespaceOf(deployment);
  for (const { logGroup, node } of functions)
    new logs.MetricFilter(scope, `Denials-${node.id}`, {
      logGroup,
      filterPattern: DENIED,
      metricNamespace: namespace,
      metricName: DENIALS,
      metricValue: '1',
    });
  return [
    {
      kind: 'access-denied',
      what: 'A function was refused by a policy or a key.',
      errorImpact:
        "Its step fails at once and is not repeated: the week's report waits for the permission.",
      metric: new cloudwatch.Metric({
        namespace,
        metricName: DENIALS,
        statistic: 'Sum',
        period: HOUR,
      }),
      from: 1,
    },
    {
      kind: 'api-errors',
      what: 'The API answered with an error of its own.',
      errorImpact: 'Callers cannot recalculate or ask for erasure; the weekly schedule goes on.',
      metric: api.metricServerError({ period: HOUR, statistic: 'Sum' }),
      from: 1,
    },
    {
      kind: 'api-refusals',
      what: 'The API refused fifty requests in an hour.',
      errorImpact: 'A caller is misconfigured, or someone is trying keys and ids.',
      metric: api.metricClientError({ period: HOUR, statistic: 'Sum' }),
      from: 50,
    },
  ];
}
