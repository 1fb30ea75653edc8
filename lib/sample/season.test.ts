import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { Arrivals, arrivalShares } from './arrivals.ts';
import { SEASON } from './parameters.ts';
import { dailyFactors, SeasonalClock } from './season.ts';
import { ShopCalendar } from './shop-calendar.ts';

const calendar = new ShopCalendar('2026-11-23');
const dayOf = (date: string) => (Date.parse(date) - Date.parse('2023-11-01')) / 86_400_000;

describe('ShopCalendar', () => {
  it('runs from the first of the month three years before to the day before asOf', () => {
    expect([calendar.date(0), calendar.date(calendar.days - 1)]).toEqual([
      '2023-11-01',
      '2026-11-22',
    ]);
    expect([calendar.week(0), calendar.weekCode(0)]).toEqual([0, '2023-W44']);
    expect(calendar.weekCode(calendar.week(calendar.days - 1))).toBe('2026-W47');
    expect(calendar.weeks).toBe(160);
    expect(calendar.date(calendar.lastDayOfMonth('2024-02'))).toBe('2024-02-29');
  });

  it.each([
    ['2024-03-30', '+00:00'],
    ['2024-03-31', '+01:00'],
    ['2024-10-26', '+01:00'],
    ['2024-10-27', '+00:00'],
  ])('knows the offset of Dublin on %s', (date, offset) => {
    expect(Buffer.from(calendar.stamp(dayOf(date)).suffix).toString()).toBe(offset);
  });
});

describe('dailyFactors', () => {
  it('reach a month in its middle and meet half way at its end', () => {
    const factors = dailyFactors(calendar, SEASON.acquisition);
    expect(factors[dayOf('2025-11-16')]).toBeCloseTo(1.33, 2);
    expect(factors[dayOf('2025-11-01')]).toBeCloseTo((1.07 + 1.33) / 2, 2);
    expect(factors[dayOf('2025-12-31')]).toBeCloseTo((1.37 + 0.88) / 2, 1);
  });

  it.each(['acquisition', 'purchase'] as const)('of a year of %s have mean 1', (season) => {
    const year = dailyFactors(calendar, SEASON[season]).subarray(
      dayOf('2025-01-01'),
      dayOf('2026-01-01'),
    );
    expect(year.reduce((total, factor) => total + factor, 0) / 365).toBeCloseTo(1, 2);
  });
});

describe('SeasonalClock', () => {
  it('runs at the speed of each day', () => {
    const clock = new SeasonalClock(Float64Array.of(1, 2, 0.5));
    expect([clock.end, clock.read(1.25), clock.read(2.5)]).toEqual([3.5, 1.5, 3.25]);
    expect([clock.timeOf(0.5), clock.timeOf(1), clock.timeOf(3.25)]).toEqual([0.5, 1, 2.5]);
    expect(clock.timeOf(3.5)).toBeLessThan(3);
  });

  it('reads back any time', () => {
    const clock = new SeasonalClock(dailyFactors(calendar, SEASON.purchase));
    fc.assert(
      fc.property(fc.double({ min: 0, max: calendar.days - 1e-6, noNaN: true }), (time) => {
        expect(clock.timeOf(clock.read(time))).toBeCloseTo(time, 6);
      }),
      { seed: 1 },
    );
  });
});

describe('Arrivals', () => {
  it('come in order, all inside the history, with the shares of the days', () => {
    const shares = arrivalShares(calendar);
    expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12);
    const customers = 200_000;
    const arrivals = new Arrivals(customers, shares, randomFrom('arrivals'));
    const times = Array.from({ length: customers }, () => arrivals.next());
    expect(times.every((time, at) => time >= (times[at - 1] ?? 0) && time < calendar.days)).toBe(
      true,
    );
    const half = Math.floor(calendar.days / 2);
    const expected = shares.subarray(0, half).reduce((total, share) => total + share, 0);
    const deviations =
      (times.filter((time) => time < half).length / customers - expected) /
      Math.sqrt(0.25 / customers);
    expect(Math.abs(deviations)).toBeLessThan(3);
  });

  it('treble from the start to the end, season aside', () => {
    const shares = arrivalShares(calendar);
    const november = (year: number) =>
      shares.subarray(dayOf(`${year}-11-03`), dayOf(`${year}-11-17`)).reduce((a, b) => a + b, 0);
    expect(november(2025) / november(2024)).toBeCloseTo(3 ** (365 / calendar.days), 1);
  });
});
