import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { generatedTickets, ticketTables } from '../../../test/fixtures/generated-tickets.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { countRow, withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { issueReach } from './issue-reach.ts';
import { issueReachMetric } from './metric.ts';

const shop = generatedShop({ customers: 300 });
const tickets = generatedTickets(shop);
const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'support_tickets']) });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...ticketTables(tickets) });
});
afterAll(() => warehouse.close());

it('is the share of customers with a ticket, and of those who ordered, as plain loops say', async () => {
  const measured = await issueReachMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const period of ['2026-10', '2026-09', '2025-10']) {
    const own = tickets.filter(
      ({ customer, opened }) =>
        opened.startsWith(period) && buyers.has(customer) && customer !== null,
    );
    const any = new Set(own.map(({ customer }) => customer));
    const ordered = shop.orders.filter(({ date, counts }) => counts && date.startsWith(period));
    const active = new Set(ordered.flatMap(({ customer }) => customer ?? []));
    for (const issue of ['delivery', 'invoice', 'login', 'return']) {
      const hit = new Set(own.filter((own_) => own_.category === issue).map((t) => t.customer));
      const value = (base: string) =>
        figureOf(measured, { period, options: `base=${base}`, scope: { issue } }).value;
      expect(value('A')).toBeCloseTo(hit.size / any.size, 12);
      expect(value('B')).toBeCloseTo(hit.size / active.size, 12);
    }
  }
});

const row = (measure: string, customers: number) => countRow(measure, customers, context);
const reached = (hit: number) => [
  row('support-customers', 380),
  row('support-active-customers', 38_214),
  { ...row('issue-customers', hit), scheme: 'issue', segment: 'invoice address wrong' },
];

it('is 31.05 % and 0.309 % with 118 of 380 customers with a ticket, and of 38,214 active ones', () => {
  const measured = issueReach(reached(118), context);
  const at = { period: '2026-10', scope: { issue: 'invoice address wrong' } };
  expect(figureOf(measured, { ...at, options: 'base=A' }).value).toBeCloseTo(0.3105, 4);
  expect(figureOf(measured, { ...at, options: 'base=B' }).value).toBeCloseTo(0.00309, 5);
  expect(figureOf(measured, { ...at, options: 'base=A' }).customers).toBe(380);
});

it('withholds an issue of few customers, and one of all but a few', async () => {
  const withheld = (hit: number) => withheldOf(issueReach(reached(hit), context));
  expect(await withheld(118)).toEqual([]);
  expect(await withheld(6)).toContain('issue-customers invoice address wrong');
  expect(await withheld(375)).toContain('other-issue-customers invoice address wrong');
});

it('says nothing where no tickets are delivered, or nobody came', async () => {
  const load = () => Promise.reject(new Error('asked'));
  const nothing = await issueReachMetric.measure(load, shopContext('2026-11-16'));
  expect(nothing.figures).toEqual([]);
  expect(issueReach([], context).figures).toEqual([]);
});
