import { expect, it } from 'vitest';
import { monthLabel, monthOf } from '#lib/units/calendar.ts';
import { isRipeAtDay, isRipeAtMonth, latestCohortRipeAt, shownCohorts } from './cohort-windows.ts';

const january = monthOf('2026-01-15', 'month');

// Who is acquired on 31 January has lived 90 days when 30 April ends, that is before 1 May.
it.each([
  ['2026-04-30', false],
  ['2026-05-01', true],
])('a cohort is as old as its member of the last day: complete before %s', (ripeBefore, ripe) => {
  expect(isRipeAtDay(january, 90, { ripeBefore, fiscal: 'month' })).toBe(ripe);
  expect(latestCohortRipeAt(90, { ripeBefore, fiscal: 'month' })).toBe(january - (ripe ? 0 : 1));
});

it.each([
  ['2026-03-31', false],
  ['2026-04-01', true],
])('month 2 of January is March: complete before %s', (ripeBefore, ripe) => {
  expect(isRipeAtMonth(january, 2, { ripeBefore, fiscal: 'month' })).toBe(ripe);
});

// 4-4-5: P01 of 2026 is the four weeks from 29 December, P02 ends on Sunday 22 February.
it.each([
  ['2026-02-22', false],
  ['2026-02-23', true],
])('months of weeks end with their last Sunday: complete before %s', (ripeBefore, ripe) => {
  const p01 = monthOf('2026-01-05', '4-4-5');
  expect(isRipeAtMonth(p01, 1, { ripeBefore, fiscal: '4-4-5' })).toBe(ripe);
});

it('shows complete months of entry only, three more than ages', () => {
  const { first, last } = shownCohorts({ ripeBefore: '2026-11-22', fiscal: 'month' }, 12);
  expect(monthLabel(last, 'month')).toBe('2026-10');
  expect(last - first + 1).toBe(15);
});
