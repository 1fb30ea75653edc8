import { expect, it } from 'vitest';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { burnMultiple } from './burn-multiple.ts';
import { burnMultipleMetric } from './metric.ts';
import { netBurn, quarterBurn } from './net-burn.ts';

const context = shopContext('2026-11-16', {
  supplied: new Set(['orders', 'subscriptions', 'ledger_totals']),
});
const quarter = { grain: 'quarter', period: 2026 * 12 + 8 } as const;
const period = '2026-Q3';
const grown = subscriptionRows(quarter, { opening: 1000, new: 25 });

it('is 2 where 600 are burnt for 300 of ARR (definitions, section 11)', () => {
  const burn = [{ period: '2026-Q3', burn: 600 }];
  const measured = burnMultiple({ movements: grown, burn }, context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 2, unit: 'ratio' });
});

it('adds up the months of the quarter, or knows nothing', () => {
  const months = ['2026-07', '2026-08', '2026-09'].map((label) => ({ period: label, burn: 200 }));
  expect(quarterBurn(months, quarter.period, context)).toBe(600);
  expect(quarterBurn(months.slice(1), quarter.period, context)).toBeNull();
  const measured = burnMultiple({ movements: grown, burn: months.slice(1) }, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'missing_input' });
});

it('is no number where ARR does not grow', () => {
  const movements = subscriptionRows(quarter, { opening: 1000, churn: 25 });
  const measured = burnMultiple({ movements, burn: [{ period: '2026-Q3', burn: 600 }] }, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'not_positive' });
});

it('reads net burn from the books, and nothing where they have no such account', async () => {
  const book = { period: '2026-Q3', amount: 6, currency: 'EUR' };
  const warehouse = await shopWarehouse({
    ledger_totals: [
      { ...book, account: 'net_burn' },
      { ...book, account: 'net-sales' },
    ],
  });
  const load = loadFrom(warehouse, context);
  expect(await load(netBurn)).toEqual([{ period: '2026-Q3', burn: 600 }]);
  await warehouse.close();
  const none = await burnMultipleMetric.measure(async () => [], context);
  expect(none.figures).toEqual([]);
});
