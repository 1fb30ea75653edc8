import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ScheduledReport } from '../catalogue.ts';
import type { BatchFunction } from './batch-function.ts';
import { counted, countedFor } from './counted-metric.ts';

export interface ReportDashboardProps {
  readonly deployment: string;
  readonly reports: readonly ScheduledReport[];
  readonly functions: Readonly<Record<string, BatchFunction>>;
  readonly alarms: readonly cloudwatch.IAlarm[];
}

const WIDE = { width: 24, height: 6 };
const HALF = { width: 12, height: 6 };
const RUN_METRICS = ['RunsSucceeded', 'RunsFailed', 'ReportsHeld'] as const;
const MAIL_METRICS = [
  'UnknownMailsOverOneHour',
  'UnknownMailsOverOneDay',
  'DuplicateMails',
  'StrayMailEvents',
] as const;

/** One screen: what rings, how old each report is, how long the steps take, what became of the mail. */
export class ReportDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ReportDashboardProps) {
    super(scope, id);
    const alarms = new cloudwatch.AlarmStatusWidget({
      title: 'Alarms',
      alarms: [...props.alarms],
      ...WIDE,
    });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: props.deployment,
      defaultInterval: Duration.days(14),
      widgets: [[alarms], reportWidgets(props), workWidgets(props)],
    });
  }
}

const reportWidgets = ({ deployment, reports }: ReportDashboardProps) => [
  new cloudwatch.GraphWidget({
    title: 'Hours since a report succeeded',
    left: reports.map(({ id }) =>
      countedFor('HoursSinceSuccess', id, { deployment, statistic: 'Maximum' }),
    ),
    ...HALF,
  }),
  new cloudwatch.GraphWidget({
    title: 'Runs',
    left: reports.flatMap(({ id }) =>
      RUN_METRICS.map((metric) => countedFor(metric, id, { deployment, statistic: 'Sum' })),
    ),
    ...HALF,
  }),
];

const workWidgets = ({ deployment, functions }: ReportDashboardProps) => [
  new cloudwatch.GraphWidget({
    title: 'Longest of each function, milliseconds',
    left: Object.entries(functions).map(([label, { function: fn }]) =>
      fn.metricDuration({ period: Duration.hours(1), statistic: 'Maximum', label }),
    ),
    ...HALF,
  }),
  new cloudwatch.GraphWidget({
    title: 'Mails without a known fate, and mails that should not be',
    left: MAIL_METRICS.map((metric) => counted(metric, { deployment, statistic: 'Maximum' })),
    ...HALF,
  }),
];
