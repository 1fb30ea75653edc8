import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wasRefused } from './fit.ts';
import { type HistoryGroup, InvalidHistory } from './history.ts';
import {
  anyHistory,
  fitted,
  lawOf,
  SUBJECTS,
  timeParameters,
} from './transaction-model.fixture.ts';

const alike = { frequency: 3, recency: 5, age: 9, customers: 900 };
const once = { frequency: 0, recency: 0, age: 9, customers: 900 };
const atOnce = { frequency: 2, recency: 0, age: 0, customers: 9 };

const REFUSALS: readonly (readonly [string, readonly HistoryGroup[]])[] = [
  ['no-repeat-purchases', [once]],
  ['too-few-customers', [{ ...alike, customers: 1 }]],
  ['too-few-customers', []],
  ['parameters-not-identified', [alike]],
  ['parameters-not-identified', [atOnce]],
];

it.each(SUBJECTS)('$model.id names why it refuses', ({ model }) => {
  for (const [refused, groups] of REFUSALS) expect(model.fit(groups)).toEqual({ refused });
});

it.each(SUBJECTS)('$model.id names a history that cannot be', ({ model }) => {
  expect(() => model.fit([{ ...alike, recency: 10 }])).toThrow(InvalidHistory);
});

it.each(SUBJECTS)('$model.id holds dropout by a ridge where nobody leaves, and says so', (own) => {
  const [aYearOfWeeks, aHundredOfDays] = [52, 36_500];
  const fits = [aYearOfWeeks, aHundredOfDays].map((age) => {
    const groups = [1, 2, 3, 5, 9, 20].map((frequency) => ({
      frequency,
      recency: 0.99 * age,
      age,
      customers: 40,
    }));
    const fit = fitted(own, groups);
    expect(fit).toMatchObject({ ridge: 1, converged: true });
    const law = lawOf(own.model, fit.parameters);
    for (const past of groups) expect(law.probabilityAlive(past)).toBeGreaterThan(0.8);
    return fit.parameters;
  });
  // The same customers in another unit of time.
  const inTime = timeParameters(own.parameters);
  for (const [i, name] of Object.keys(own.parameters).entries()) {
    const ratio = (fits[1]?.[name] ?? 0) / (fits[0]?.[name] ?? 0);
    const expected = inTime[i] ? aHundredOfDays / aYearOfWeeks : 1;
    expect(ratio / expected, name).toBeCloseTo(1, 4);
  }
});

it.each(SUBJECTS)('$model.id fits or refuses 1,000 populations without nonsense', ({ model }) => {
  const group = fc.tuple(anyHistory, fc.integer({ min: 1, max: 500 }));
  const list = fc.array(group, { maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(1, 7, 120), list, (scale, members) => {
      const groups = members.map(([{ frequency, recency, age }, customers]) => {
        return { frequency, recency: scale * recency, age: scale * age, customers };
      });
      const fit = model.fit(groups);
      if (wasRefused(fit)) return;
      const numbers = [...Object.values(fit.parameters), ...fit.covariance.flat()];
      expect([...numbers, fit.logLikelihood].every(Number.isFinite)).toBe(true);
      // No parameter is known to less than a factor of e⁵: draws around it would go anywhere.
      expect(fit.covariance.every((row, i) => Math.sqrt(row[i] ?? 0) < 5)).toBe(true);
      const law = lawOf(model, fit.parameters);
      const momentsOf = law.purchaseMoments(52 * scale);
      for (const past of groups) {
        const alive = law.probabilityAlive(past);
        const { mean, square } = momentsOf(past);
        expect(alive >= 0 && alive <= 1 && mean >= 0 && square >= mean).toBe(true);
        expect(Number.isFinite(square)).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});
