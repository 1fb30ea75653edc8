import { expect, it } from 'vitest';
import { dateText, fullPeriod, periodText, yearEarlier } from './period-text.ts';

it('names weeks, months and fiscal months', () => {
  expect(periodText('2026-W47')).toBe('W47');
  expect(periodText('2026-08')).toBe('Aug 2026');
  expect(periodText('2026-P08')).toBe('P08 2026');
  expect(periodText('2026-Q3')).toBe('Q3 2026');
});

it('dates a week from Monday to Sunday, over the turn of month and year too', () => {
  expect(fullPeriod('2026-W47')).toBe('2026-W47 (16–22 Nov 2026)');
  expect(fullPeriod('2026-W40')).toBe('2026-W40 (28 Sep–4 Oct 2026)');
  expect(fullPeriod('2026-W53')).toBe('2026-W53 (28 Dec 2026–3 Jan 2027)');
  expect(fullPeriod('2026-08')).toBe('2026-08');
});

it('writes a day with its weekday', () => {
  expect(dateText('2026-11-23')).toBe('Mon 23 Nov 2026');
  expect(dateText('2026-11-22')).toBe('Sun 22 Nov 2026');
});

it('goes back one year', () => {
  expect(yearEarlier('2026-P08')).toBe('2025-P08');
});
