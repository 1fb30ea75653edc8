import { expect, it } from 'vitest';
import { chooseRetentionModel } from './choose-retention-model.ts';
import { describeRetention } from './fitted-retention.ts';
import { group } from './subscribers.fixture.ts';

/** Fader & Hardie (2007), table 1: per mille of 1,000 who are still there after each renewal. */
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241];
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];

/** Everybody began seven renewals ago. */
const cohort = (survivors: readonly number[]) =>
  survivors.map((now, i) => {
    const next = survivors[i + 1];
    return next === undefined
      ? group({ age: i, renewals: i, customers: now })
      : group({ age: survivors.length - 1, renewals: i, isLost: true, customers: now - next });
  });

const COHORTS = [
  {
    name: 'regular',
    survivors: REGULAR,
    published: [0.455614, 0.779326, 1.283451],
    optimum: -1679.60283,
  },
  {
    name: 'high end',
    survivors: HIGH_END,
    published: [0.214253, 1.426575, 1.723565],
    optimum: -1605.31421,
  },
];

it.each(COHORTS)(
  'records the published optimum of BdW for the $name cohort',
  ({ survivors, published, optimum }) => {
    const chosen = chooseRetentionModel(cohort(survivors), { periods: 12, minCustomers: 10 });
    if ('refused' in chosen) expect.fail(chosen.refused);
    const record = describeRetention(chosen, 12, '2026-11-16');
    expect(record).toMatchObject({
      id: 'retention-year',
      unit: 'year',
      scope: 'all',
      to: '2026-11-16',
    });
    expect(record.customers).toBe(1000);
    expect(record.holdout.renewals).toBe(3);
    // Renewals 5 to 7 of whoever had made four.
    expect(record.holdout.actual).toBe(
      (survivors[5] ?? 0) + (survivors[6] ?? 0) + (survivors[7] ?? 0),
    );
    expect(record.model).toBe('bdw');
    expect(record.logLikelihood).toBeCloseTo(optimum, 4);
    const found = Object.entries(record.parameters);
    expect(found.map(([name]) => name)).toEqual(['alpha', 'beta', 'c']);
    for (const [i, [name, value]] of found.entries()) {
      expect(value / (published[i] ?? Number.NaN)).toBeCloseTo(1, 4);
      const [low = 0, high = 0] = record.intervals[name] ?? [];
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      expect(Math.sqrt(low * high) / value).toBeCloseTo(1, 9);
    }
  },
);
