import { beforeAll, describe, expect, it } from 'vitest';
import { groupBy } from '#lib/numerics/group-by.ts';
import { expectedTransactions } from '../bg-bb/expected-transactions.ts';
import { fitBgBb } from '../bg-bb/fit.ts';
import { wasRefused } from '../fit.ts';
import { estimateOf, reachesOf } from '../lifetime-value/estimate.ts';
import { donationCut } from './donation-cuts.fixture.ts';
import type { HoldoutCut } from './holdout-cut.ts';
import {
  type Compared,
  isCovered,
  LEVEL,
  mean,
  missesOf,
  missOf,
  purchasesOf,
  type RolledCut,
  rollShop,
} from './rolling-origin.fixture.ts';
import { DATA_PRESENT, shops } from './shops.fixture.ts';

/** BG/BB, the model of yearly gifts, with the prior error of 0.15 as all of its interval. */
function giftsAt({ cut, holdout, groups }: HoldoutCut): Compared {
  const fit = fitBgBb(groups);
  if (wasRefused(fit)) throw new Error(fit.refused);
  const outlook = { opportunities: holdout, rate: 0 };
  const predicted = groups.reduce(
    (sum, group) => sum + group.customers * expectedTransactions(fit.parameters, group, outlook),
    0,
  );
  const sources = { parameters: 0, process: 0, model: 0.15 };
  const [{ low, high } = { low: Number.NaN, high: Number.NaN }] = estimateOf(
    predicted,
    sources,
    reachesOf([LEVEL], 3),
  ).intervals;
  return { scope: cut, customers: 11_104, actual: purchasesOf(groups), predicted, low, high };
}

describe.skipIf(!DATA_PRESENT)('forecasts as made at past dates (needs ../shared/data)', () => {
  const rolled: RolledCut[] = [];
  const gifts = [3, 4, 5].map(donationCut);
  beforeAll(async () => {
    for (const shop of await shops()) rolled.push(...(await rollShop(shop)));
  }, 120_000);

  it('90 % intervals of cohort totals hold at least 85 % of each shop, and of all gifts', () => {
    const byShop = groupBy(rolled, ({ shop }) => shop);
    expect(byShop.size).toBe(3);
    for (const [shop, cuts] of byShop) {
      const cohorts = cuts.flatMap(({ scopes }) => scopes).filter(({ customers }) => customers > 9);
      expect(cohorts.length).toBeGreaterThan(40);
      const covered = cohorts.filter(isCovered).length / cohorts.length;
      expect(covered, shop).toBeGreaterThanOrEqual(0.85);
    }
    expect(gifts.map(giftsAt).every(isCovered)).toBe(true);
  });

  it('miss less on average than any one model', () => {
    const yearly = gifts.map((cut) => ({ own: missOf(giftsAt(cut)), single: missesOf(cut) }));
    const chosen = mean([...rolled.map((cut) => cut.chosen), ...yearly.map(({ own }) => own)]);
    for (const model of ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const) {
      const single = [...rolled, ...yearly].map((cut) => cut.single[model]);
      expect(chosen, model).toBeLessThan(mean(single.filter(Number.isFinite)));
    }
  });
});
