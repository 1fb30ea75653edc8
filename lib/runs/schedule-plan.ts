import { floorToMonday, type IsoDate, weekLabel, weekOf } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import { asOfWeek, periodBefore, weekOfPeriod } from './iso-period.ts';

/** A week of a report that is due. */
export interface PlannedPeriod {
  readonly period: string;
  /** The Monday that closes it. */
  readonly asOf: IsoDate;
}

/** How many weeks a schedule makes up for, its own among them. */
export const CATCH_UP_WEEKS = 5;

/** A scheduled time that is no instant. */
export class ScheduledTimeError extends Error {
  override readonly name = 'ScheduledTimeError';
  constructor(text: string) {
    super(`scheduled time ${JSON.stringify(text.slice(0, 40))}: must be as 2026-11-24T07:00:00Z`);
  }
}

/**
 * The week that a schedule closes: the last whole one before the day that the scheduled instant falls on in the
 * business zone. The time at which the event arrives does not matter.
 * @throws ScheduledTimeError
 */
export function plannedPeriod(scheduledTime: string, timeZone: string): PlannedPeriod {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(scheduledTime);
  if (!instant || Number.isNaN(Date.parse(scheduledTime)))
    throw new ScheduledTimeError(scheduledTime);
  const asOf = floorToMonday(dayIn(scheduledTime, timeZone));
  return { period: periodBefore(asOf), asOf };
}

/**
 * What to run when the schedule fires: this week, and the weeks of the last five that were missed since the first one
 * ever known, oldest first. A report that is new has missed nothing.
 */
export function duePeriods(due: PlannedPeriod, known: readonly string[]): PlannedPeriod[] {
  const week = weekOf(due.asOf) - 1;
  const weeks = known.map(weekOfPeriod).filter((one) => one !== null);
  const from = Math.max(week - CATCH_UP_WEEKS + 1, Math.min(week, ...weeks));
  return weeksBetween(from, week).filter(
    ({ period }) => period === due.period || !known.includes(period),
  );
}

/** Every week from one to another, both included. */
export const weeksBetween = (from: number, to: number): PlannedPeriod[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    period: weekLabel(from + index),
    asOf: asOfWeek(from + index),
  }));
