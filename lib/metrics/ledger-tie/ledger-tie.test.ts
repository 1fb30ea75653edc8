import { afterAll, beforeAll, expect, it } from 'vitest';
import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { ledgerTieMetric } from './metric.ts';

const shop = generatedShop({ guests: 0.3, customers: 400 });
const context = shopContext('2026-11-16', {
  supplied: new Set(['orders', 'refunds', 'ledger_totals', 'adjustments']),
});
const period = weekLabel(context.week);
const asOf = context.asOf;

const everyone = plainWeek(shop, context.week, { asOf, of: () => true });
const buyers = [...everyone.buyers].sort();
const netOf = (of: (customer: string | null) => boolean): number => {
  const week = plainWeek(shop, context.week, { asOf, of });
  return week.net - week.refunds;
};

/** The shop with some of the week's buyers asking to be left out, and books that everyone is in. */
async function shopWithout(outside: ReadonlySet<string>): Promise<Warehouse> {
  const adjusted = {
    adjustment_id: 'a1',
    metric: 'net_sales',
    period,
    amount: -1.5,
    currency: 'EUR',
    reason: 'rounding',
    author: 'accountant',
    approver: 'controller',
    adjusted_at: '2026-11-15 17:00:00',
  };
  return shopWarehouse({
    ...shop.tables,
    erasures: [...outside].map((customer, i) => ({
      request_id: `r${i}`,
      customer_id: customer,
      requested_at: '2026-11-01 00:00:00',
    })),
    ledger_totals: [
      { period, account: 'net_sales', amount: (netOf(() => true) - 150) / 100, currency: 'EUR' },
      { period, account: 'cash', amount: 1, currency: 'EUR' },
      { period: '2026-W01', account: 'net_sales', amount: 7, currency: 'EUR' },
    ],
    adjustments: [adjusted, { ...adjusted, adjustment_id: 'a2', period: '2026-W01' }],
  });
}

const many = new Set(buyers.slice(0, 14));
const few = new Set(buyers.slice(0, 3));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWithout(many);
});
afterAll(() => warehouse.close());

const partOf = (name: string) => ({ options: `account=net-sales; part=${name}`, period });

it('leaves nothing between ours, those out of scope, the adjustment and the books', async () => {
  expect(everyone.buyers.size).toBeGreaterThan(20);
  const measured = await ledgerTieMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const outside = netOf((customer) => customer !== null && many.has(customer));
  expect(figureOf(measured, partOf('out-of-scope')).value).toBe(outside);
  expect(figureOf(measured, partOf('ledger')).value).toBe(netOf(() => true) - 150);
  expect(figureOf(measured, partOf('difference')).value).toBe(0);
});

it('shows an adjustment with who made and who approved it, in no other figure', async () => {
  const measured = await ledgerTieMetric.measure(loadFrom(warehouse, context), context);
  const options =
    'account=net-sales; approver=controller; author=accountant; part=adjustment; reason=rounding';
  expect(figureOf(measured, { options, period })).toMatchObject({ value: -150, customers: 0 });
  expect(measured.figures).toHaveLength(4);
});

it('hides the books where they would tell what a few out of scope bought', async () => {
  const withFew = await shopWithout(few);
  const { figures, cells, equations } = await ledgerTieMetric.measure(
    loadFrom(withFew, context),
    context,
  );
  await withFew.close();
  const ours = cells.filter(({ measure }) => measure === 'ledger-net-sales');
  const printable = [...figures.flatMap((figure) => figure.cells), ...ours.map(({ key }) => key)];
  const withheld = await withheldBy({ cells, equations, printable: new Set(printable) });
  expect(withheld).toContain('outside-net-sales');
  expect(withheld).toContain('books-net-sales');
  expect(withheld).not.toContain('ledger-net-sales');
});

it('says nothing without books, or where guests are out of scope too', async () => {
  const refuse = async () => {
    throw new Error('asked');
  };
  const without = { ...context, supplied: new Set(['orders']) };
  expect((await ledgerTieMetric.measure(refuse, without)).figures).toEqual([]);
  const consented = loadFrom(warehouse, context, { lawful_basis: 'consents' });
  expect((await ledgerTieMetric.measure(consented, context)).figures).toEqual([]);
});
