import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm-board.ts';
import type { BatchFunction } from './batch-function.ts';

const FIVE_MINUTES = { period: Duration.minutes(5) };

/** One alarm a function: it threw, was not let run, or came near its time. */
export function functionAlarm(name: string, watched: BatchFunction): AlarmSpec {
  const { function: fn, timeoutSeconds, errorImpact } = watched;
  const near = Math.round(timeoutSeconds * 1000 * 0.8);
  return {
    kind: `function-${name}`,
    what: `${name} failed, was throttled, or took more than 80 % of its time.`,
    errorImpact,
    from: 1,
    metric: new cloudwatch.MathExpression({
      expression: `errors + throttles + IF(longest > ${near}, 1, 0)`,
      usingMetrics: {
        errors: fn.metricErrors(FIVE_MINUTES),
        throttles: fn.metricThrottles(FIVE_MINUTES),
        longest: fn.metricDuration({ ...FIVE_MINUTES, statistic: 'Maximum' }),
      },
      ...FIVE_MINUTES,
    }),
  };
}
