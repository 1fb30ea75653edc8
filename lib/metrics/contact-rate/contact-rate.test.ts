import { expect, it } from 'vitest';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { generatedTickets, ticketTables } from '../../../test/fixtures/generated-tickets.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { countRow, withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { contactRate } from './contact-rate.ts';
import { contactRateMetric } from './metric.ts';

const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'support_tickets']) });

it('is tickets of known customers per customer who ordered, as plain loops say', async () => {
  const shop = generatedShop({ customers: 300 });
  const tickets = generatedTickets(shop);
  const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
  const warehouse = await shopWarehouse({ ...shop.tables, ...ticketTables(tickets) });
  const measured = await contactRateMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  for (const period of ['2026-10', '2026-09', '2025-10']) {
    const own = tickets.filter(
      ({ customer, opened }) =>
        opened.startsWith(period) && customer !== null && buyers.has(customer),
    );
    const ordered = shop.orders.filter(({ date, counts }) => counts && date.startsWith(period));
    const active = new Set(ordered.flatMap(({ customer }) => customer ?? []));
    const value = (options: string) => figureOf(measured, { period, options }).value;
    expect(value('')).toBeCloseTo(own.length / active.size, 12);
    expect(value('part=tickets')).toBe(own.length);
    expect(value('part=customers')).toBe(new Set(own.map(({ customer }) => customer)).size);
  }
});

it('withholds how often customers came where only few came again', async () => {
  const row = (measure: string, customers: number, total = customers) => ({
    ...countRow(measure, customers, context),
    total,
    absolute: total,
  });
  const withheld = async (again: number) => {
    const rows = [
      { ...row('support-tickets', 40, 40 + again), largest: 3 },
      row('support-customers', 40),
      {
        ...row('support-repeat-tickets', Math.max(0, again - 1), again),
        largest: Math.min(2, again),
      },
      row('support-active-customers', 900),
    ];
    const shown = ['support-tickets', 'support-customers'];
    const names = await withheldOf(contactRate(rows, context));
    return names.filter((name) => shown.includes(name));
  };
  expect(await withheld(15)).toEqual([]);
  expect(await withheld(2)).toHaveLength(1);
  expect(await withheld(0)).toHaveLength(1);
});

it('says nothing where no tickets are delivered, or nobody came', async () => {
  const load = () => Promise.reject(new Error('asked'));
  const nothing = await contactRateMetric.measure(load, shopContext('2026-11-16'));
  expect(nothing.figures).toEqual([]);
  expect(contactRate([], context).figures).toEqual([]);
});
