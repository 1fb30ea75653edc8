import { addDays, type IsoDate } from './calendar.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant (ISO 8601 in UTC) falls on in a zone. */
export function dayIn(instant: string, timeZone: string): IsoDate {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', calendar: 'gregory' });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}

/** The first instant of a day in a zone, as UTC `YYYY-MM-DD HH:MM:SS`. Where midnight is skipped, the day's first second. */
export function midnightUtc(date: IsoDate, timeZone: string): string {
  let low = Date.parse(`${addDays(date, -1)}T00:00:00Z`) - 43_200_000;
  let high = Date.parse(`${addDays(date, 1)}T00:00:00Z`) + 43_200_000;
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (dayIn(new Date(middle).toISOString(), timeZone) < date) low = middle;
    else high = middle;
  }
  return new Date(high).toISOString().slice(0, 19).replace('T', ' ');
}
