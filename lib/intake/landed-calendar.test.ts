import { expect, it } from 'vitest';
import { fiscalSheet } from '#lib/units/fiscal-sheet.fixture.ts';
import { readCalendar } from './landed-calendar.ts';
import type { LandedTable, Reject } from './snapshot.ts';

const landed = (rejects: readonly Reject[]): LandedTable => ({
  table: 'calendar',
  path: '/landed/calendar.parquet',
  sha256: 'x',
  delivered: 365,
  accepted: 364,
  quarantined: rejects.length,
  duplicates: 0,
  versioned: false,
  amounts: [],
  files: [{ name: 'calendar.csv', sha256: 'x', bytes: 1, rows: 365, kind: 'csv' }],
  rejects,
  warnings: [],
  watermark: null,
});
const days = fiscalSheet({ start: '2026-02-02', firstYear: 2026, years: 1, long: [] });

it('reads whole years', () => {
  expect(readCalendar(landed([]), days)).toMatchObject({ firstMonth: 2026 * 12 });
});

it('names the file of a rule that is broken', () => {
  expect(() => readCalendar(landed([]), days.slice(1))).not.toThrow();
  expect(() => readCalendar(landed([]), days.toSpliced(9, 1))).toThrow(
    'calendar.csv: CALENDAR_GAP: 2026-02-10 is followed by 2026-02-12',
  );
});

it('refuses a calendar of which a row was set aside, and names its place', () => {
  const aside = { file: 'calendar.csv', line: 12, column: 'fiscal_week', reason: 'NUMBER_FORMAT' };
  expect(() => readCalendar(landed([{ ...aside, valueHash: null }]), days)).toThrow(
    'calendar.csv:12, column fiscal_week: CALENDAR_ROWS: NUMBER_FORMAT; 1 rows',
  );
});
