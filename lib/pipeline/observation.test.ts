import { expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { monthLabel, weekLabel } from '#lib/units/calendar.ts';
import { observationOf } from './observation.ts';
import { RunRequestError } from './run-request.ts';

const configuration = (snapshot: 'weekly' | 'exact', timeZone = 'UTC') =>
  parseConfiguration(
    `version: 1
business: { name: Example Shop, currency: EUR, timeZone: ${timeZone} }
sources: { orders: { files: o.csv } }
reports: [{ id: weekly, title: Report }]
privacy: { snapshot: ${snapshot} }
`,
    'tenure.yaml',
  );

const snapshot = (watermark: string | null): Snapshot => ({
  hash: 'x',
  tables: {
    orders: {
      table: 'orders',
      path: '/o.parquet',
      sha256: 'x',
      delivered: 1,
      accepted: 1,
      quarantined: 0,
      duplicates: 0,
      versioned: false,
      amounts: [],
      files: [],
      rejects: [],
      warnings: [],
      watermark,
    },
  },
  calendar: null,
});

it('reports on the last week that the orders cover', () => {
  const seen = observationOf(null, configuration('weekly'), snapshot('2026-11-24T04:10:00Z'));
  expect(seen).toMatchObject({
    asOf: '2026-11-23',
    asOfUtc: '2026-11-23 00:00:00',
    ripeBefore: '2026-11-23',
    closeDate: '2026-10-01',
  });
  expect([seen.week, seen.priorWeek, seen.yearAgoWeek].map(weekLabel)).toEqual([
    '2026-W47',
    '2026-W46',
    '2025-W47',
  ]);
  const { month, priorMonth, yearAgoMonth } = seen;
  const labels = [month, priorMonth, yearAgoMonth].map((at) => monthLabel(at, 'iso'));
  expect(labels).toEqual(['2026-10', '2026-09', '2025-10']);
});

it('floors a weekly cut to Monday, and takes an exact one as given', () => {
  const data = snapshot('2026-11-24T04:10:00Z');
  expect(observationOf('2026-11-19', configuration('weekly'), data).asOf).toBe('2026-11-16');
  expect(observationOf('2026-11-19', configuration('exact'), data)).toMatchObject({
    asOf: '2026-11-19',
    closeDate: '2026-11-19',
  });
});

it('begins the day in the reporting zone', () => {
  const seen = observationOf(
    '2026-07-06',
    configuration('weekly', 'Europe/Paris'),
    snapshot('2026-07-08T00:00:00Z'),
  );
  expect(seen.asOfUtc).toBe('2026-07-05 22:00:00');
});

// Vector `ripe` of the metric definitions: a window that ends 2026-11-22T23:00Z (midnight in Paris), lateness one day.
it.each([
  ['2026-11-24T04:10:00Z', true],
  ['2026-11-23T04:10:00Z', false],
])('with orders until %s a window that ended on Sunday is ripe: %s', (watermark, ripe) => {
  const { ripeBefore } = observationOf(
    '2026-11-23',
    configuration('exact', 'Europe/Paris'),
    snapshot(watermark),
  );
  expect('2026-11-23' <= ripeBefore).toBe(ripe);
});

it('does not begin without a dated order', () => {
  expect(() => observationOf(null, configuration('weekly'), snapshot(null))).toThrow(
    RunRequestError,
  );
});
