import { afterAll, beforeAll, expect, it } from 'vitest';
import { protect } from '#lib/privacy/gate/protect.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../../test/fixtures/sound-measured.ts';
import { concentrationMetric } from '../../concentration/metric.ts';
import { lossMakingMetric } from '../../loss-making/metric.ts';
import { mergeMeasured } from '../../measured.ts';
import { whaleCurveMetric } from '../../whale-curve/metric.ts';
import { withheldOf } from '../cells/cell-rows.fixture.ts';
import { contributionOf, customerLives } from '../cohorts/customer-lives.fixture.ts';

const shop = generatedShop({ seed: 23, customers: 500, ordersEach: 4 });
const context = shopContext('2026-11-16');
const period = monthLabel(context.month, 'month');
const lives = customerLives(shop, context.asOf);

/** What each customer cost to serve, in cents, in months of the year: enough to make some of them cost more than they earn. */
const COSTS = lives
  .filter((_, i) => i % 3 === 0)
  .flatMap(({ customer }, i) =>
    ['2025-10', '2026-03', '2026-09', '2026-10'].map((month) => ({
      customer,
      month,
      cents: 900 + ((i * 977) % 4000),
    })),
  );
const cost_to_serve = COSTS.map(({ customer, month, cents }) => ({
  period_start_date: `${month}-01`,
  customer_id: customer,
  amount: cents / 100,
  currency: 'EUR',
  cost_type: 'service',
}));

interface Plain {
  readonly tenured: boolean;
  readonly cm2: number;
  readonly cm3: number;
}

/** Customers of the year before a month close by plain loops; costs count on the last day of their month. */
function plainYear(month: number): Plain[] {
  const close = monthStart(month + 1, 'month');
  const isIn = (date: string) => date >= addDays(close, -365) && date < close;
  return lives.flatMap((life) => {
    const costs = COSTS.filter(({ customer }) => customer === life.customer).filter((cost) => {
      const [year = 0, of = 0] = cost.month.split('-').map(Number);
      return isIn(addDays(monthStart(year * 12 + of, 'month'), -1));
    });
    const dates = [...life.orders, ...life.refunds].map(({ date }) => date);
    if (!dates.some(isIn) && costs.length === 0) return [];
    const cm2 = contributionOf(life, isIn);
    const cm3 = cm2 - costs.reduce((sum, { cents }) => sum + cents, 0);
    return [{ tenured: life.entry.date <= addDays(close, -90), cm2, cm3 }];
  });
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, cost_to_serve });
  const load = loadFrom(warehouse, context);
  measured = mergeMeasured([
    await lossMakingMetric.measure(load, context),
    await whaleCurveMetric.measure(load, context),
    await concentrationMetric.measure(load, context),
  ]);
});
afterAll(() => warehouse.close());

const value = (metric: string, options = '') => {
  const figures = measured.figures.filter((figure) => figure.metric === metric);
  return figureOf({ ...measured, figures }, { options, period }).value;
};

it('is what plain loops find in the year to the month close', () => {
  expectSound(measured);
  const year = plainYear(context.month);
  const tenured = year.filter((own) => own.tenured);
  const losing = tenured.filter(({ cm3 }) => cm3 < 0);
  const first = year.filter((own) => !own.tenured && own.cm3 < 0);
  expect([losing.length > 20, first.length > 0]).toEqual([true, true]);
  expect(value('loss-making')).toBeCloseTo(losing.length / tenured.length, 12);
  expect(value('loss-making', 'part=customers')).toBe(losing.length);
  expect(value('loss-making', 'part=all-customers')).toBe(tenured.length);
  expect(value('loss-making', 'part=contribution')).toBe(sum(losing.map(({ cm3 }) => cm3)));
  expect(value('loss-making', 'part=first-order-loss')).toBe(first.length);
  expect(value('loss-making', 'part=first-order-loss-contribution')).toBe(
    sum(first.map(({ cm3 }) => cm3)),
  );
  const total = sum(year.map(({ cm3 }) => cm3));
  const positive = sum(year.map(({ cm3 }) => Math.max(cm3, 0)));
  expect(value('whale-curve')).toBeCloseTo(positive / total, 12);
  expect(value('whale-curve', 'part=total')).toBe(total);
  const best = year.map(({ cm2 }) => cm2).sort((a, b) => b - a);
  const top = best.slice(0, Math.ceil(best.length / 10));
  expect(value('concentration', 'top=10 %')).toBeCloseTo(sum(top) / sum(best), 12);
});

it('ties the close before to this one by those whose contribution changed', () => {
  const before = plainYear(context.priorMonth);
  const at = (measure: string, of: string) =>
    measured.cells.find((cell) => cell.measure === measure && cell.period === of);
  const prior = monthLabel(context.priorMonth, 'month');
  expect(at('profit', prior)?.total).toBe(sum(before.map(({ cm3 }) => cm3)));
  expect(at('profit-loss-customers', prior)?.total).toBe(
    before.filter(({ cm3 }) => cm3 < 0).length,
  );
  const change = at('profit-tenured-loss-change', period);
  expect(change?.total).toBe(
    (at('profit-tenured-loss', period)?.total ?? 0) -
      (at('profit-tenured-loss', prior)?.total ?? 0),
  );
  expect(measured.equations.some(({ parts }) => parts.includes(change?.key ?? ''))).toBe(true);
});

it('shows nothing of a loss that few make, and of a tenth that is few', async () => {
  const few = generatedShop({ seed: 5, customers: 60, ordersEach: 6 });
  const small = await shopWarehouse(few.tables);
  const load = loadFrom(small, context);
  const parts = await Promise.all(
    [lossMakingMetric, concentrationMetric].map((metric) => metric.measure(load, context)),
  );
  await small.close();
  const withheld = await withheldOf(mergeMeasured(parts));
  expect(withheld).toContain('profit-tenured-loss-customers');
  expect(withheld).toContain('profit-top-customers');
});

it('shows what many make, and hides the first orders that few lost on', async () => {
  const { figures, cells, equations } = measured;
  const printable = new Set(figures.flatMap((figure) => figure.cells));
  const { published } = await protect({ cells, equations, printable }, STANDARD_POLICY);
  const hidden = figures.filter((figure) => figure.cells.some((key) => !published.has(key)));
  expect(hidden.map(({ metric, options }) => `${metric} ${options}`)).toEqual([
    'loss-making ',
    'loss-making part=customers',
    'loss-making part=contribution',
    'loss-making part=first-order-loss',
    'loss-making part=first-order-loss-contribution',
  ]);
  expect(value('loss-making', 'part=first-order-loss')).toBe(9);
});

it('is CM2 where no cost to serve is supplied, and needs a margin', async () => {
  const plain = await shopWarehouse(shop.tables);
  const { figures } = await whaleCurveMetric.measure(loadFrom(plain, context), context);
  const total = figures.find(({ options }) => options === 'part=total');
  expect(total?.value).toBe(sum(plainYear(context.month).map(({ cm2 }) => cm2)));
  const revenue = shopContext('2026-11-16', { marginBasis: 'revenue' });
  expect((await lossMakingMetric.measure(loadFrom(plain, revenue), revenue)).figures).toEqual([]);
  await plain.close();
});

it('has day 90 of the tenure and day 365 of the year inside, the next ones outside', async () => {
  const close = monthStart(context.month + 1, 'month');
  const orders = [90, 89, 365, 366, 0].map((days) => ({
    order_id: `o${days}`,
    customer_id: `c${days}`,
    ordered_at: `${addDays(close, -days)} 12:00:00`,
    currency: 'EUR',
    net_amount: 10,
    cogs_amount: 12,
  }));
  const few = await shopWarehouse({ orders });
  const { cells } = await lossMakingMetric.measure(loadFrom(few, context), context);
  await few.close();
  const count = (measure: string) =>
    cells.find((cell) => cell.measure === measure && cell.period === period)?.total;
  expect(count('profit-tenured-loss-customers')).toBe(2);
  expect(count('profit-first-loss-customers')).toBe(1);
  expect(count('profit-customers')).toBe(3);
});
