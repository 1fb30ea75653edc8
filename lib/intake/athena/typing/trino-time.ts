import { sqlText } from '../../landing/sql-text.ts';
import type { AssumedZone } from '../../typing/time-sql.ts';
import { fullMatch, isBlank } from './trino-text.ts';

const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?';
const OFFSET = 'Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9]';
const ZONED_SPELLING = `${DAY}[T ]${CLOCK}(${OFFSET})`;
const LOCAL_SPELLING = `${DAY}(?:[T ]${CLOCK})?`;
/** What has the form of a time, whatever its digits say. */
const FORM = `${DAY}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?`;

/** SQL of the offset a time is written with; null for one without, and for what is no time. */
export const offsetText = (text: string): string =>
  `regexp_extract(${text}, ${sqlText(`\\A${ZONED_SPELLING}\\z`)}, 1)`;

/** SQL of what the clock shows, without regard to the offset, in whole milliseconds; null for what is no time. */
export const clockOf = (text: string, offset: string): string =>
  `case when ${offset} is not null or ${fullMatch(text, LOCAL_SPELLING)} then try_cast(
     substr(${text}, 1, 10) || ' '
     || case when length(${text}) = 10 then '00:00' else substr(${text}, 12, 5) end
     || case when substr(${text}, 17, 1) = ':' then substr(${text}, 17, 3) else ':00' end
     || case when substr(${text}, 20, 1) = '.' then regexp_extract(${text}, '\\.[0-9]{1,3}') else '' end
     as timestamp(3)) end`;

/** A time's SQL names: delivered and bare text, offset, clock. */
export interface TimeNames {
  readonly raw: string;
  readonly text: string;
  readonly offset: string;
  readonly clock: string;
}

/** SQL of a time in UTC: one with an offset, or one without where a zone is declared. */
export const timeValue = (names: TimeNames, zone: AssumedZone | null): string =>
  `case when ${names.offset} is not null then date_add('minute', -(${minutesOf(names.offset)}), ${names.clock})
   else ${zone === null ? 'null' : localInstant(names, zone)} end`;

const minutesOf = (offset: string): string =>
  `case when ${offset} = 'Z' then 0 else cast(substr(${offset}, 1, 3) as integer) * 60
   + cast(substr(${offset}, 1, 1) || substr(${offset}, -2) as integer) end`;

/**
 * A local time that a clock change repeats is its first occurrence, of which the engine reads the second; one that it
 * skips is no time, but a day whose midnight is skipped begins when the clock goes on.
 */
function localInstant({ raw, clock }: TimeNames, { name, changes }: AssumedZone): string {
  if (name === 'UTC') return clock;
  const reading = `cast(at_timezone(with_timezone(${clock}, ${sqlText(name)}), 'UTC') as timestamp(3))`;
  if (changes.hours === null) return reading;
  const [from, to] = changes.hours;
  const earlier = changes.setBackMinutes.map((minutes) => minutesAfter(reading, -minutes));
  const candidates = [...earlier, reading]
    .map((instant) => `when ${clockAt(instant, name)} = ${clock} then ${instant}`)
    .join(' ');
  return `case when hour(${clock}) between ${from} and ${to}
    then case ${candidates} when ${fullMatch(raw, DAY)} then ${reading} end
    else ${reading} end`;
}

const minutesAfter = (instant: string, minutes: number): string =>
  `date_add('minute', ${minutes}, ${instant})`;

const clockAt = (instant: string, zone: string): string =>
  `cast(at_timezone(with_timezone(${instant}, 'UTC'), ${sqlText(zone)}) as timestamp(3))`;

/** SQL of why a text, whose value is null, is no time. */
export const timeFault = ({ text, offset, clock }: TimeNames, hasZone: boolean): string =>
  `when ${isBlank(text)} then 'MISSING'
   when ${fullMatch(text, '[0-9]{9,14}(?:\\.[0-9]+)?')} then 'TIME_EPOCH'
   when ${offset} is not null then 'TIME_IMPOSSIBLE'
   when ${clock} is not null then '${hasZone ? 'TIME_SKIPPED' : 'TIME_WITHOUT_OFFSET'}'
   when ${fullMatch(text, FORM)} then 'TIME_IMPOSSIBLE'
   else 'TIME_FORMAT'`;

/** SQL that is true for a local time that occurs twice, of which the first was taken; null for a zone without such. */
export function repeatedTime(
  { offset, clock }: TimeNames,
  value: string,
  zone: AssumedZone | null,
): string | null {
  const { hours = null, setBackMinutes = [] } = zone?.changes ?? {};
  if (zone === null || hours === null || setBackMinutes.length === 0) return null;
  const again = setBackMinutes.map(
    (minutes) => `${clockAt(minutesAfter(value, minutes), zone.name)} = ${clock}`,
  );
  return `coalesce(${offset} is null and hour(${clock}) between ${hours[0]} and ${hours[1]}
    and (${again.join(' or ')}), false)`;
}

export const dateValue = (text: string): string =>
  `case when ${fullMatch(text, DAY)} then try_cast(${text} as date) end`;

/** SQL of why a text, whose value is null, is no day. */
export const dateFault = (text: string): string =>
  `when ${isBlank(text)} then 'MISSING'
   when ${fullMatch(text, DAY)} then 'TIME_IMPOSSIBLE'
   when ${fullMatch(text, '[0-9]{9,14}')} then 'TIME_EPOCH'
   else 'TIME_FORMAT'`;
