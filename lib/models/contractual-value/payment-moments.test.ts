import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentMoments } from './payment-moments.ts';

describe('payments to come', () => {
  it('have the moments of all outcomes, one by one', () => {
    const rates = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        rates,
        fc.nat(3),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (own, renewals, rate) => {
          const rateOf = (renewal: number) => own[renewal - 1 - renewals] ?? 0;
          let [reached, paid, mean, square] = [1, 0, 0, 0];
          for (const [j, kept] of own.entries()) {
            mean += reached * (1 - kept) * paid;
            square += reached * (1 - kept) * paid ** 2;
            reached *= kept;
            paid += (1 + rate) ** -j;
          }
          mean += reached * paid;
          square += reached * paid ** 2;
          const found = paymentMoments(rateOf, { renewals, periods: own.length, rate });
          expect(found.mean).toBeCloseTo(mean, 10);
          expect(found.variance).toBeCloseTo(square - mean ** 2, 8);
        },
      ),
    );
  });
});
