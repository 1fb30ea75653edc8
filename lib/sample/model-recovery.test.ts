import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fitBgNbd } from '#lib/models/bg-nbd/fit.ts';
import { wasRefused } from '#lib/models/fit.ts';
import { fitGammaGamma } from '#lib/models/gamma-gamma/fit.ts';
import { instant, type Row, readTable, salesByCustomer, sumCents } from './read-table.ts';
import type { SampleTruth } from './truth.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const ASOF = Date.parse('2026-11-23T00:00:00Z');
const WEEK = 7 * 86_400_000;

/** Within `tolerance` of the truth, relative. */
const expectNear = (value: number, truth: number, tolerance: number) => {
  expect(value / truth).toBeGreaterThan(1 - tolerance);
  expect(value / truth).toBeLessThan(1 + tolerance);
};

const directory = mkdtempSync(join(tmpdir(), 'model-recovery-'));
afterAll(() => rmSync(directory, { recursive: true }));
let truth: SampleTruth;
let sales: Row[][];
beforeAll(async () => {
  truth = await writeSampleShop({
    customers: 20_000,
    seed: 'recovery',
    directory,
    asOf: '2026-11-23',
    tables: 'orders',
  });
  const all = salesByCustomer(readTable(directory, 'orders'));
  sales = [...all.values()].filter(([first]) => first?.get('channel') === 'organic');
});
const organic = () => {
  const [channel] = truth.channels.filter((each) => each.channel === 'organic');
  if (!channel) throw new Error('no organic channel');
  return channel;
};

it('make the default number of orders each, and their mean value is p gamma / (q - 1)', () => {
  expectNear(truth.rows['orders'] ?? 0, 20_000 * 6.25, 0.03);
  const { p, q, gamma } = organic().value;
  const orders = sales.flat();
  expectNear(sumCents(orders, 'net_amount') / orders.length / 100, (p * gamma) / (q - 1), 0.03);
});

it('give BG/NBD its parameters back', () => {
  const fit = fitBgNbd(
    sales.map((own) => {
      const times = own.map((row) => instant(row, 'ordered_at'));
      const [first = 0] = times;
      return {
        frequency: own.length - 1,
        recency: ((times.at(-1) ?? 0) - first) / WEEK,
        age: (ASOF - first) / WEEK,
        customers: 1,
      };
    }),
  );
  if (wasRefused(fit)) throw new Error(fit.refused);
  const { purchase } = organic();
  expectNear(fit.parameters.r, purchase.r, 0.06);
  expectNear(fit.parameters.alpha, purchase.alpha, 0.08);
  const dropout = fit.parameters.a / (fit.parameters.a + fit.parameters.b);
  expectNear(dropout, purchase.a / (purchase.a + purchase.b), 0.12);
});

it('give Gamma-Gamma its parameters back', () => {
  const fit = fitGammaGamma(
    sales
      .filter((own) => own.length > 1)
      .map(([, ...repeats]) => {
        const mean = sumCents(repeats, 'net_amount') / repeats.length / 100;
        return {
          frequency: repeats.length,
          customers: 1,
          sumMean: mean,
          sumLogMean: Math.log(mean),
        };
      }),
  );
  if (wasRefused(fit)) throw new Error(fit.refused);
  const { value } = organic();
  expectNear(fit.parameters.p, value.p, 0.1);
  expectNear(fit.parameters.q, value.q, 0.1);
  expectNear(fit.parameters.gamma, value.gamma, 0.2);
});

it('makes the orders a customer that were asked for', async () => {
  const { rows } = await writeSampleShop({
    customers: 20_000,
    seed: 'ten',
    directory: directory,
    asOf: '2026-11-23',
    tables: 'orders',
    ordersPerCustomer: 10,
  });
  expectNear(rows['orders'] ?? 0, 200_000, 0.05);
});
