import { allowedFields, type LogFields } from './log-fields.ts';
import {
  METRICS,
  type Metric,
  namespaceOf,
  REPORT_DIMENSION,
  REPORT_METRICS,
  type ReportMetric,
} from './metrics.ts';

export interface Log {
  /** Something that is as it should be; `event` is a fixed word such as `snapshot-settled`. */
  info(event: string, fields?: LogFields): void;
  /** Something that an operator should look at. Of the error only its class is told: a message may quote a row. */
  error(event: string, error: unknown, fields?: LogFields): void;
  metric(metric: Metric, value: number): void;
  reportMetric(metric: ReportMetric, report: string, value: number): void;
}

export interface LogOptions {
  /** Takes one line without its end. Not the console of a Lambda, which would wrap it. */
  readonly write: (line: string) => void;
  readonly clock: () => Date;
  /** Which deployment speaks. */
  readonly deployment: string;
}

/** A log of single JSON lines with a closed list of fields; numbers for alarms go with it in CloudWatch's embedded format. */
export function logTo({ write, clock, deployment }: LogOptions): Log {
  const line = (fields: object): void => write(JSON.stringify(fields));
  const embed = (metric: EmbeddedMetric): void =>
    line(embedded(metric, { at: clock(), deployment }));
  return {
    info: (event, fields = {}) => line({ level: 'INFO', event, ...allowedFields(fields) }),
    error: (event, error, fields = {}) =>
      line({ level: 'ERROR', event, ...allowedFields({ ...fields, error: classOf(error) }) }),
    metric: (name, value) => embed({ name, unit: METRICS[name], value, dimensions: {} }),
    reportMetric: (name, report, value) =>
      embed({
        name,
        unit: REPORT_METRICS[name],
        value,
        dimensions: { [REPORT_DIMENSION]: report },
      }),
  };
}

interface EmbeddedMetric {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const embedded = (
  { name, unit, value, dimensions }: EmbeddedMetric,
  { at, deployment }: { readonly at: Date; readonly deployment: string },
): object => ({
  _aws: {
    Timestamp: at.getTime(),
    CloudWatchMetrics: [
      {
        Namespace: namespaceOf(deployment),
        Dimensions: [Object.keys(dimensions)],
        Metrics: [{ Name: name, Unit: unit }],
      },
    ],
  },
  ...dimensions,
  [name]: value,
});

const classOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
