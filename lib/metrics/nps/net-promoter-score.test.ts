import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adjustedWaldInterval, netPromoterScore, standardError } from './net-promoter-score.ts';

// The vectors of the metric definitions.
it('is promoters less detractors, with its plain standard error', () => {
  const third = { promoters: 50, detractors: 100 / 6, n: 100 };
  expect(netPromoterScore(third)).toBeCloseTo(33.3333, 4);
  expect(standardError(third)).toBeCloseTo(7.4536, 4);
  expect(1.959964 * standardError(third)).toBeCloseTo(14.609, 3);
});

it('has an adjusted interval where all promote', () => {
  const { lower, upper } = adjustedWaldInterval({ promoters: 20, detractors: 0, n: 20 });
  expect((20 / 23) * 100 - lower).toBeCloseTo(17.273, 3);
  expect((20 / 23) * 100).toBeCloseTo(86.957, 3);
  expect(upper).toBe(100);
});

it('lies in its interval, which lies on the scale', () => {
  const count = fc.nat({ max: 500 });
  fc.assert(
    fc.property(count, count, count, (promoters, passives, detractors) => {
      const counted = { promoters, detractors, n: promoters + passives + detractors };
      fc.pre(counted.n > 0);
      const { lower, upper } = adjustedWaldInterval(counted);
      expect(lower).toBeGreaterThanOrEqual(-100);
      expect(upper).toBeLessThanOrEqual(100);
      expect(netPromoterScore(counted)).toBeGreaterThanOrEqual(lower);
      expect(netPromoterScore(counted)).toBeLessThanOrEqual(upper);
    }),
  );
});
