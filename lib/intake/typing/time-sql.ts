import { IntakeError } from '../intake-error.ts';
import { sqlText } from '../landing/sql-text.ts';
import { type ClockChanges, clockChanges } from './clock-changes.ts';

/** The declared zone of times without an offset. */
export interface AssumedZone {
  readonly name: string;
  readonly changes: ClockChanges;
}

const NO_CHANGES: ClockChanges = { hours: null, setBackMinutes: [] };

/** The zone of a source's `assumeTimeZone`. Throws `IntakeError` when no such zone is known. */
export function assumedZone(table: string, name: string | undefined): AssumedZone | null {
  if (name === undefined) return null;
  if (name === 'UTC') return { name, changes: NO_CHANGES };
  try {
    return { name, changes: clockChanges(name) };
  } catch {
    const hint = `"${name}" is no time zone; use an IANA name such as Europe/Dublin`;
    throw new IntakeError('TIME_ZONE_UNKNOWN', { file: table }, hint);
  }
}

/** SQL of a delivered time in UTC: times with an offset, and those without one where a zone is declared. */
export function timeValue(raw: string, zone: AssumedZone | null): string {
  if (zone === null) return `instant_value(${raw})`;
  const clock = `clock_value(${raw})`;
  return `case when ${clock} is null then instant_value(${raw}) else ${localInstant(raw, zone)} end`;
}

/**
 * Only in the hours of clock changes must the engine's reading be tried against the clock. A day whose midnight is
 * skipped begins when the clock goes on.
 */
function localInstant(raw: string, { name, changes }: AssumedZone): string {
  const clock = `clock_value(${raw})`;
  if (name === 'UTC') return clock;
  const zone = sqlText(name);
  const reading = `timezone(${zone}, ${clock})`;
  if (changes.hours === null) return `utc(${reading})`;
  const [from, to] = changes.hours;
  const [back = 60, otherBack = back] = changes.setBackMinutes;
  return `utc(case when hour(${clock}) between ${from} and ${to}
    then coalesce(first_occurrence(${clock}, ${zone}, ${reading}, ${back}, ${otherBack}),
      case when is_day(${raw}) then ${reading} end)
    else ${reading} end)`;
}

/** SQL that is true for a local time that occurs twice, of which the first was taken. */
export function repeatedTime(raw: string, value: string, zone: AssumedZone | null): string | null {
  if (zone === null || zone.changes.hours === null) return null;
  const [from, to] = zone.changes.hours;
  const clock = `clock_value(${raw})`;
  const again = zone.changes.setBackMinutes.map((minutes) => {
    const later = `cast(${value} as timestamptz) + to_minutes(${minutes})`;
    return `occurs_at(${clock}, ${sqlText(zone.name)}, ${later})`;
  });
  if (again.length === 0) return null;
  return `coalesce(hour(${clock}) between ${from} and ${to} and (${again.join(' or ')}), false)`;
}
