/** Where CloudWatch keeps the metrics of one deployment. */
export const namespaceOf = (deployment: string): string => `Tenure/${deployment}`;

/** What functions count for each report, by name and unit. */
export const REPORT_METRICS = {
  /** A run that ended with all its mail accounted for. */
  RunsSucceeded: 'Count',
  /** A run that ended otherwise. */
  RunsFailed: 'Count',
  /** Hours since the last success, told every hour by the sweep. */
  HoursSinceSuccess: 'Count',
  /** Data that were not fit to report: the owner has a notice, readers have nothing. */
  ReportsHeld: 'Count',
  /** Rows of a table that could not be read, of those delivered: the table where most could not. */
  QuarantineShare: 'Percent',
} as const;
export type ReportMetric = keyof typeof REPORT_METRICS;

/** What functions count for the deployment as a whole. */
export const METRICS = {
  /** Mails whose fate has been unknown for more than an hour, told every hour by the sweep. */
  UnknownMailsOverOneHour: 'Count',
  UnknownMailsOverOneDay: 'Count',
  /** Two messages that SES took for one row of the ledger. */
  DuplicateMails: 'Count',
  /** An event of SES for a mail that no row of the ledger knows. */
  StrayMailEvents: 'Count',
  /** A step that gave other bytes for the same inputs. */
  DeterminismBreaks: 'Count',
} as const;
export type Metric = keyof typeof METRICS;

/** The dimension that tells reports apart; its values are ids of the catalogue. */
export const REPORT_DIMENSION = 'Report';
