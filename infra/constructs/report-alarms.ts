import type { ScheduledReport } from '../catalogue.ts';
import type { AlarmSpec } from './alarm-board.ts';
import { countedFor } from './counted-metric.ts';

/** A week and a day: later than any report of a healthy schedule, changes of the clock included. */
const OVERDUE_HOURS = 8 * 24;

/** Percent of the rows of a delivery that a run bears without asking. */
const QUARANTINE_PERCENT = 0.1;

/** The alarms of one report of the catalogue. */
export const reportAlarms = ({ id }: ScheduledReport, deployment: string): AlarmSpec[] => [
  {
    kind: 'report-overdue',
    report: id,
    what: `${id} has not succeeded for eight days, or nobody looks any more.`,
    errorImpact: 'Finance decides on figures of a week that is past, and has not been told so.',
    metric: countedFor('HoursSinceSuccess', id, { deployment, statistic: 'Maximum' }),
    from: OVERDUE_HOURS,
    periods: 3,
    silenceRings: true,
  },
  {
    kind: 'report-failed',
    report: id,
    what: `A run of ${id} ended without its report, or with mail whose fate is open.`,
    errorImpact: "Readers of the report may have last week's figures only.",
    metric: countedFor('RunsFailed', id, { deployment, statistic: 'Sum' }),
    from: 1,
  },
  {
    kind: 'report-held',
    report: id,
    what: `The data of ${id} were not fit to report.`,
    errorImpact: 'The owner has a notice with the reasons; readers have nothing this week.',
    metric: countedFor('ReportsHeld', id, { deployment, statistic: 'Sum' }),
    from: 1,
  },
  {
    kind: 'report-quarantine',
    report: id,
    what: `More rows of ${id} than usual could not be read.`,
    errorImpact: 'Figures leave out what was not read; the report says how much that is.',
    metric: countedFor('QuarantineShare', id, { deployment, statistic: 'Maximum' }),
    from: QUARANTINE_PERCENT,
  },
];
