import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import * as z from 'zod';
import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { historyAt } from '../bg-nbd/simulate.ts';
import { decimal, readTruth } from '../cdnow.fixture.ts';
import type { HistoryGroup, PurchaseHistory } from '../history.ts';
import { logLikelihood } from './log-likelihood.ts';
import { type BgBbParameters, bgBbAt } from './parameters.ts';

export const log = fc.double({ min: -3, max: 3, noNaN: true });
export const parameters = fc.tuple(log, log, log, log).map(bgBbAt);
/** Any history of up to n opportunities. */
export const historyUpTo = (n: number) =>
  fc.tuple(fc.nat(n), fc.nat(n), fc.nat(n)).map((counts) => {
    const [x = 0, recency = 0, age = 0] = [...counts].sort((a, b) => a - b);
    return x === 0 ? { frequency: 0, recency: 0, age } : { frequency: x, recency, age };
  });
/** All histories of one length, once for each way to come to it. */
export const everyHistory = (age: number): PurchaseHistory[] =>
  Array.from({ length: 2 ** age }, (_, bits) => {
    const times = Array.from({ length: age }, (_own, i) => i + 1);
    return historyAt(
      age,
      times.filter((time) => (bits >> (time - 1)) & 1),
    );
  });

const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1_000_000 }));
const scatteredUpTo = (opportunities: number) =>
  fc.array(
    fc.tuple(historyUpTo(opportunities), size).map(([own, customers]) => ({ ...own, customers })),
    { maxLength: 10 },
  );
const asExpected = fc
  .tuple(parameters, fc.integer({ min: 3, max: 6 }), fc.integer({ min: 10, max: 1_000_000 }))
  .map(([own, age, customers]) =>
    everyHistory(age)
      .map((past) => {
        const share = Math.exp(logLikelihood(own, [{ ...past, customers: 1 }]));
        return { ...past, customers: Math.round(customers * share) };
      })
      .filter((group) => group.customers > 0),
  );

/** Populations of any shape: nobody buys or leaves, one customer, a hundred opportunities, a million customers. */
export const anyPopulation = fc.oneof(
  { weight: 6, arbitrary: asExpected },
  { weight: 3, arbitrary: scatteredUpTo(8) },
  { weight: 1, arbitrary: scatteredUpTo(100) },
);

/** The published fit of the donations, and donors scored with it. */
export const donationsTruth = () =>
  readTruth(
    'bgbb-donations',
    z.object({
      params: z.record(z.string(), decimal),
      logLik: decimal,
      std_errors: z.array(decimal),
      rows: z.array(
        z.object({
          x: z.number(),
          t_x: z.number(),
          n: z.number(),
          p_alive_at_7: decimal,
          cond_exp_5: decimal,
          DERT_d10pct: decimal,
        }),
      ),
      expected_total_transactions_2002_2006: decimal,
    }),
  );

/** Donors of 1995 by what they gave in the six years after. */
export function donations(): HistoryGroup[] {
  const path = resolve(process.cwd(), '../shared/data/bgbb_donations_grouped.csv');
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [frequency = 0, recency = 0, age = 0, customers = 0] = line.split(',').map(Number);
    return { frequency, recency, age, customers };
  });
}

/** Likelihood of one history as a plain sum over the dropout, each mean over p and θ by quadrature. */
export function byQuadrature(
  own: BgBbParameters,
  { frequency: x, recency, age: n }: PurchaseHistory,
) {
  const buys = { a: own.alpha, b: own.beta };
  const drops = { a: own.gamma, b: own.delta };
  const bought = (m: number) => betaExpectation(buys, (p) => p ** x * (1 - p) ** (m - x));
  let sum = bought(n) * betaExpectation(drops, (q) => (1 - q) ** n);
  for (let m = recency; m < n; m += 1) {
    sum += bought(m) * betaExpectation(drops, (q) => q * (1 - q) ** m);
  }
  return sum;
}
