import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm, proportionLift, welchLift } from './lift.ts';

describe('two proportions', () => {
  it('ab-lift of the metric definitions: 500 and 560 of 5000', () => {
    const lift = proportionLift({ hits: 500, n: 5000 }, { hits: 560, n: 5000 });
    expect(lift?.difference).toBeCloseTo(0.012, 12);
    expect(lift?.lower).toBeCloseTo(-6e-5, 5);
    expect(lift?.upper).toBeCloseTo(0.02406, 5);
    expect(lift?.p).toBeGreaterThan(0.05);
  });

  it('have none where a side is empty or nobody did it', () => {
    expect(proportionLift({ hits: 0, n: 0 }, { hits: 3, n: 9 })).toBeNull();
    expect(proportionLift({ hits: 0, n: 20 }, { hits: 0, n: 20 })).toBeNull();
  });
});

const amounts = (values: readonly number[]) => ({
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
  n: values.length,
});

describe('Welch', () => {
  // Sleep of ten patients under two drugs, Student (1908), Biometrika 6: t = -1.8608, df = 17.776, p = 0.07939,
  // 95 % from -3.3654832 to 0.2054832 (R: t.test(extra ~ group, data = sleep)).
  const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('compares the sleep of Student’s patients as published', () => {
    const lift = welchLift(amounts(SECOND), amounts(FIRST));
    expect(lift?.difference).toBeCloseTo(-1.58, 12);
    expect(lift?.p).toBeCloseTo(0.07939, 5);
    expect(lift?.lower).toBeCloseTo(-3.3654832, 6);
    expect(lift?.upper).toBeCloseTo(0.2054832, 6);
  });

  it('has none with one on a side or without any variance', () => {
    expect(welchLift(amounts([1]), amounts([1, 2]))).toBeNull();
    expect(welchLift(amounts([1, 1]), amounts([2, 2]))).toBeNull();
  });
});

describe('Holm', () => {
  it('multiplies the smallest by all, the next by one less, and never falls', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('rejects at least what Bonferroni rejects, and no more than without adjustment', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(chances, (pValues) => {
        const adjusted = holm(pValues);
        for (const [i, p] of pValues.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * pValues.length));
        }
      }),
    );
  });
});
