import { expect, it } from 'vitest';
import { normalTail } from './normal-tail.ts';
import { tQuantile, tTails } from './student-t.ts';

// NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2: critical values of Student's t, 0.975.
it.each([
  [12.706, 1],
  [4.303, 2],
  [2.571, 5],
  [2.228, 10],
  [2.042, 30],
  [1.984, 100],
])('is beyond %d on either side once in twenty at %d degrees of freedom', (t, degrees) => {
  expect(tTails(t, degrees)).toBeCloseTo(0.05, 4);
  expect(tQuantile(0.05, degrees)).toBeCloseTo(t, 3);
});

it('is Cauchy at one degree, and normal at very many', () => {
  for (const t of [0.2, 1, 5])
    expect(tTails(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
  for (const t of [-2.5, 0, 0.5, 1.96])
    expect(tTails(t, 1e6)).toBeCloseTo(2 * normalTail(Math.abs(t)), 5);
});
