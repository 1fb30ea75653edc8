import type { ReportHead } from '#lib/privacy/report.ts';
import {
  addDays,
  closeLabel,
  type FiscalCalendar,
  type IsoDate,
  quarterStart,
  weekOf,
  weekStart,
} from '#lib/units/calendar.ts';
import type { RunFacts } from '../report-context.ts';

/** The last closed fiscal quarter before a cut, and the closed weeks that its bundle is about. */
export interface ClosedQuarter {
  /** `2026-Q3`. */
  readonly label: string;
  /** First day after it. */
  readonly close: IsoDate;
  /** Counted weeks: first released since the bundle before, which the last week of the quarter before it came too late for. */
  readonly firstWeek: number;
  readonly lastWeek: number;
  /** The cut is the first one after the close. */
  readonly isNew: boolean;
}

export function closedQuarter(asOf: IsoDate, fiscal: FiscalCalendar): ClosedQuarter {
  const close = quarterStart(asOf, fiscal);
  const start = quarterStart(addDays(close, -1), fiscal);
  return {
    label: closeLabel(close, fiscal),
    close,
    firstWeek: weekOf(addDays(start, -1)),
    lastWeek: weekOf(addDays(close, -1)),
    isNew: addDays(asOf, -7) < close,
  };
}

/** The quarter that is restated next, and the day of its report; no day where that waits for the FINAL of this week. */
export function nextBundle(
  { observation: { asOf }, state }: Pick<RunFacts, 'observation' | 'state'>,
  fiscal: FiscalCalendar,
  weekday: Weekday = 'tuesday',
): ReportHead['nextBundle'] {
  const last = closedQuarter(asOf, fiscal);
  if (last.isNew && state !== 'FINAL') return { quarter: last.label, date: null };
  const close = quarterStart(addDays(last.close, LONGER_THAN_A_QUARTER), fiscal);
  const cut = weekStart(weekOf(addDays(close, 6)));
  return { quarter: closeLabel(close, fiscal), date: addDays(cut, WEEKDAYS.indexOf(weekday)) };
}

/** Days; fewer than two quarters have. */
const LONGER_THAN_A_QUARTER = 100;

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
type Weekday = (typeof WEEKDAYS)[number];
