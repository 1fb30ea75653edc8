import { describe, expect, it } from 'vitest';
import { mbgNbdModel } from '#lib/models/mbg-nbd/model.ts';
import { fitModels } from './fit-models.ts';
import {
  SIMULATED_PLAN,
  simulatedCustomers,
  simulatedLoader,
} from './simulated-histories.fixture.ts';

describe('where every holdout speaks for another model', () => {
  const gone = simulatedCustomers(1_200).map((customer) => ({
    ...customer,
    times: customer.times.filter((time) => time < customer.age - 20),
  }));

  it('takes it, and keeps BG/NBD as the baseline', async () => {
    const { models } = await fitModels(simulatedLoader(gone), SIMULATED_PLAN);
    expect(models.map(({ id, model }) => [id, model])).toEqual([
      ['purchases', 'mbg-nbd'],
      ['value', 'gamma-gamma'],
      ['baseline', 'bg-nbd'],
    ]);
    const candidates = models[0]?.backtest?.candidates ?? [];
    // Nobody bought in the last holdout, so that it has no bias.
    const biases = candidates.map(({ cuts }) => cuts.slice(0, 2).map(({ bias }) => bias ?? 0));
    const [standing = [], taken = []] = biases;
    expect(taken.every((bias, i) => bias > 0 && bias < (standing[i] ?? 0))).toBe(true);
  });

  it('stays with BG/NBD where all the data do not identify it', async () => {
    const shared = { scope: 'all:all', sumMean: 0, sumSquaredMean: 0 };
    const groups = [
      { ...shared, frequency: 3, recency: 35, age: 49, customers: 226 },
      { ...shared, frequency: 0, recency: 0, age: 66, customers: 207 },
    ];
    expect(mbgNbdModel.fit(groups)).toEqual({ refused: 'parameters-not-identified' });
    const { models } = await fitModels(
      simulatedLoader(gone, { histories: async () => groups }),
      SIMULATED_PLAN,
    );
    expect(models.map(({ id, model }) => [id, model])).toEqual([
      ['purchases', 'bg-nbd'],
      ['value', 'gamma-gamma'],
    ]);
    expect(models[0]?.backtest?.cuts).toEqual([]);
  });
});
