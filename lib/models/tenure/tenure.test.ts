import { expect, it } from 'vitest';
import { checkIdentified } from './check-identified.ts';
import { lifeTable } from './life-table.ts';
import { residualLifetime, UnboundedLifetime } from './residual-lifetime.ts';
import { checkTenures, InvalidTenure } from './tenure-group.ts';

it('a life table counts each renewal that was come to, whatever the cohort', () => {
  const table = lifeTable([
    { renewals: 0, isLost: true, customers: 5 },
    { renewals: 0, isLost: false, customers: 100 },
    { renewals: 2, isLost: false, customers: 3 },
    { renewals: 2, isLost: true, customers: 4 },
    { renewals: 1, isLost: false, customers: 10 },
  ]);
  // 17 of 22 renewed once; of the 7 who came to a second renewal none left; 4 came to the third and left.
  expect(table).toEqual([
    { renewal: 1, renewed: 17, lost: 5 },
    { renewal: 2, renewed: 7, lost: 0 },
    { renewal: 3, renewed: 0, lost: 4 },
  ]);
  expect(lifeTable([])).toEqual([]);
});

it.each([
  [{ renewals: 1.5, isLost: true, customers: 1 }, /1.5 renewals is not a whole number/],
  [{ renewals: -1, isLost: true, customers: 1 }, /-1 renewals/],
  [{ renewals: 1e9, isLost: true, customers: 1 }, /1000000000 renewals/],
  [{ renewals: 1, isLost: true, customers: 0 }, /a group of 0 customers/],
  [{ renewals: 1, isLost: true, customers: Number.NaN }, /a group of NaN customers/],
])('names a tenure that cannot be: %o', (group, message) => {
  expect(() => checkTenures([group])).toThrow(InvalidTenure);
  expect(() => checkTenures([group])).toThrow(message);
});

it('is refused with fewer customers or renewals seen than parameters', () => {
  const group = { renewals: 1, isLost: true, customers: 3 };
  expect(checkIdentified([group], 2)).toBeNull();
  expect(checkIdentified([group], 3)).toEqual({ refused: 'parameters-not-identified' });
  expect(checkIdentified([group], 4)).toEqual({ refused: 'too-few-customers' });
});

it('residual lifetime at a constant rate r is the annuity r (1+d)/(1+d−r), as in metrics.md', () => {
  const rate = () => 0.75;
  const endless = { renewals: 3, rate: 0.1, periods: Number.POSITIVE_INFINITY };
  // m(1+d)/(1+d−r) of a first margin now is 188.5714 for m = 60; the renewals are r of that.
  expect(residualLifetime(rate, endless)).toBeCloseTo((0.75 * 188.5714285714286) / 60, 12);
  expect(residualLifetime(rate, { ...endless, rate: 0, periods: 3 })).toBe(
    0.75 + 0.75 ** 2 + 0.75 ** 3,
  );
  expect(residualLifetime(rate, { ...endless, periods: 0 })).toBe(0);
  expect(() => residualLifetime(rate, { ...endless, rate: 0 })).toThrow(UnboundedLifetime);
});
