import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, daysBetween, weekLabel, weekOf, weekStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  firstOrders,
  generatedShop,
  type PlainOrder,
} from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import type { LoadFact } from '../metric.ts';
import { revenueBridgeMetric } from './metric.ts';
import { BridgeDoesNotCloseError, revenueBridge } from './revenue-bridge.ts';

const context = shopContext('2026-11-16');
const period = weekLabel(context.week);
const value = async (load: LoadFact, part: string, at = context) => {
  const measured = await revenueBridgeMetric.measure(load, at);
  expectSound(measured);
  return figureOf(measured, { options: `part=${part}`, period: weekLabel(at.week) }).value;
};

/** Spend of the week before and of the week, in euros, and days from the last earlier order to the week's. */
const VECTOR = [
  { before: 50, now: 60, part: 'up', change: 10 },
  { before: 40, now: 25, part: 'down', change: -15 },
  { before: 30, now: 0, part: 'absent', change: -30 },
  { before: 0, now: 70, part: 'new', change: 70 },
  { before: 0, now: 20, gap: 90, part: 'returning', change: 20 },
  { before: 0, now: 15, gap: 91, part: 'reactivated', change: 15 },
] as const;

describe('the published definition', () => {
  const start = weekStart(context.week);
  const order = (customer: number, date: string, amount: number) => ({
    order_id: `o${customer} ${date}`,
    customer_id: `c${customer}`,
    ordered_at: `${date} 12:00:00`,
    currency: 'EUR',
    net_amount: amount,
  });
  const orders = VECTOR.flatMap(({ before, now, ...more }, customer) => [
    ...(before > 0 ? [order(customer, addDays(start, -7), before)] : []),
    ...(now > 0 ? [order(customer, start, now)] : []),
    ...('gap' in more ? [order(customer, addDays(start, -more.gap), 1)] : []),
  ]);
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({ orders });
  });
  afterAll(() => warehouse.close());

  it.each(VECTOR)('gives $part $change of 120 to 190', async ({ part, change }) => {
    expect(await value(loadFrom(warehouse, context), part)).toBe(change * 100);
  });
});

interface PlainChange {
  readonly part: string;
  readonly change: number;
}

/** What became of one customer, or of all guests together, by plain loops; in cents. */
function plainChange(own: readonly PlainOrder[], first: PlainOrder | undefined): PlainChange[] {
  const billed = (week: number) =>
    own
      .filter(({ date }) => weekOf(date) === week)
      .reduce((sum, { net, shipping }) => sum + net + shipping, 0);
  const [before, now] = [billed(context.priorWeek), billed(context.week)];
  if (own[0]?.customer === null) return [{ part: 'guests', change: now - before }];
  if (before > 0 && now > 0) return [{ part: now > before ? 'up' : 'down', change: now - before }];
  if (before > 0) return [{ part: 'absent', change: -before }];
  return now > 0 ? [{ part: plainEntry(own, first), change: now }] : [];
}

/** How somebody came who had not ordered in the week before. */
function plainEntry(own: readonly PlainOrder[], first: PlainOrder | undefined): string {
  const days = own.map(({ date }) => date).sort();
  const entry = days.find((date) => weekOf(date) === context.week) ?? '';
  if (first?.date === entry) return 'new';
  const last = days.findLast((date) => date < entry) ?? '';
  return daysBetween(last, entry) > 90 ? 'reactivated' : 'returning';
}

function plainBridge(orders: readonly PlainOrder[], first: ReadonlyMap<string, PlainOrder>) {
  const counted = orders.filter(({ counts, date }) => counts && date < context.asOf);
  const changes = [...groupBy(counted, ({ customer }) => customer ?? '')].flatMap(
    ([customer, own]) => plainChange(own, first.get(customer)),
  );
  const parts = [...groupBy(changes, ({ part }) => part)];
  return new Map(
    parts.map(([part, own]) => [part, own.reduce((sum, { change }) => sum + change, 0)]),
  );
}

describe('a generated shop', () => {
  const shop = generatedShop({ guests: 0.2, customers: 2_500, ordersEach: 4 });
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse(shop.tables);
  });
  afterAll(() => warehouse.close());

  it('is parted as plain loops part it, guests apart', async () => {
    const plain = plainBridge(shop.orders, firstOrders(shop, context.asOf));
    expect([...plain.keys()].sort()).toEqual(
      ['absent', 'down', 'guests', 'new', 'reactivated', 'returning', 'up'].sort(),
    );
    for (const [part, change] of plain)
      expect(await value(loadFrom(warehouse, context), part)).toBe(change);
  });

  it('adds up with guests apart and with guests among the new and the absent', async () => {
    const measured = await revenueBridgeMetric.measure(loadFrom(warehouse, context), context);
    const part = (name: string) =>
      figureOf(measured, { options: `part=${name}`, period }).value ?? Number.NaN;
    expect(part('new-or-guest') + part('absent-or-guest')).toBe(
      part('new') + part('absent') + part('guests'),
    );
  });

  it('says who may be new where the history is too short to know', async () => {
    const early = shopContext('2026-08-03');
    const known = await value(loadFrom(warehouse, early), 'new', early);
    const short = loadFrom(warehouse, early, { history_complete: 'no' });
    expect(known).toBeGreaterThan(0);
    expect(await value(short, 'acquisition-unknown', early)).toBe(known);
    expect(await value(short, 'new', early)).toBe(0);
  });
});

it('keeps a few guests out of sight, and still shows all else', async () => {
  const shop = generatedShop({ guests: 0.03, customers: 4_000, ordersEach: 3 });
  const warehouse = await shopWarehouse(shop.tables);
  const measured = await revenueBridgeMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  const withheld = await withheldOf(measured);
  const isShown = (cells: readonly string[]) =>
    cells.every((key) => {
      const cell = measured.cells.find((found) => found.key === key);
      return !withheld.includes([cell?.measure, ...Object.values(cell?.scope ?? {})].join(' '));
    });
  const shown = measured.figures.filter(({ cells }) => isShown(cells)).map((f) => f.options);
  expect(shown).not.toContain('part=guests');
  for (const part of ['new-or-guest', 'absent-or-guest', 'returning', 'up', 'down'])
    expect(shown).toContain(`part=${part}`);
});

describe('rows that cannot be', () => {
  const totals = { 'discounted-sales': 900, shipping: 0, refunds: 0 };
  const flow = [
    ...weekRows(context.week, { ...totals, 'net-sales': 900, 'net-revenue': 900 }),
    ...weekRows(context.priorWeek, { ...totals, 'net-sales': 900, 'net-revenue': 900 }),
  ];
  const change: CellRow = {
    ...flow[0],
    measure: 'new',
    period: context.week,
    scheme: 'all',
    segment: 'all',
    age: null,
    customers: 12,
    total: 1,
    absolute: 1,
    largest: 1,
    second: 0,
  };

  it('are refused where the parts miss the change', () => {
    expect(() => revenueBridge([change], flow, context)).toThrow(BridgeDoesNotCloseError);
  });

  it('give nothing without a week before', () => {
    expect(revenueBridge([change], flow.slice(0, 5), context).figures).toEqual([]);
    expect(revenueBridge([], [], context).figures).toEqual([]);
  });
});
