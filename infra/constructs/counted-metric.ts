import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import {
  type Metric,
  namespaceOf,
  REPORT_DIMENSION,
  type ReportMetric,
} from '#lib/observability/metrics.ts';

export interface Counting {
  readonly deployment: string;
  readonly statistic: 'Maximum' | 'Sum';
}

const HOUR = Duration.hours(1);

/** A number that functions count, hour by hour. */
export const counted = (metricName: Metric, { deployment, statistic }: Counting) =>
  new cloudwatch.Metric({
    namespace: namespaceOf(deployment),
    metricName,
    statistic,
    period: HOUR,
  });

/** The same for one report. */
export const countedFor = (
  metricName: ReportMetric,
  report: string,
  { deployment, statistic }: Counting,
) =>
  new cloudwatch.Metric({
    namespace: namespaceOf(deployment),
    metricName,
    statistic,
    period: HOUR,
    dimensionsMap: { [REPORT_DIMENSION]: report },
  });
