import { expect, it } from 'vitest';
import { addDays } from '#lib/units/calendar.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { generatedTickets, ticketTables } from '../../../test/fixtures/generated-tickets.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { firstContactResolution } from './first-contact-resolution.ts';
import { firstContactResolutionMetric } from './metric.ts';

const supplied = new Set(['orders', 'support_tickets']);
const context = shopContext('2026-11-16', { supplied });

it('is the share of resolved tickets that were not reopened or repeated, as plain loops say', async () => {
  const shop = generatedShop({ customers: 120 });
  const tickets = generatedTickets(shop);
  const buyers = new Set(shop.orders.filter(({ counts }) => counts).map((order) => order.customer));
  const warehouse = await shopWarehouse({ ...shop.tables, ...ticketTables(tickets) });
  const measured = await firstContactResolutionMetric.measure(
    loadFrom(warehouse, context),
    context,
  );
  await warehouse.close();
  expectSound(measured);
  const known = tickets
    .map((ticket, i) => ({ ...ticket, i }))
    .filter(({ customer }) => customer !== null && buyers.has(customer));
  let repeats = 0;
  for (const period of ['2026-10', '2026-09', '2025-10']) {
    const resolved = known.filter((ticket) => ticket.resolved?.startsWith(period));
    const atOnce = resolved.filter((ticket) => {
      const later = known.filter(
        (other) =>
          other.customer === ticket.customer &&
          other.category === ticket.category &&
          (other.opened > ticket.opened || (other.opened === ticket.opened && other.i > ticket.i)),
      );
      // Opened at eight and resolved at nine: the seventh day after is still within 7 x 24 hours.
      const isRepeated = later.some(({ opened }) => opened <= addDays(ticket.resolved ?? '', 7));
      if (isRepeated) repeats += 1;
      return !ticket.reopened && !isRepeated;
    });
    const { value } = figureOf(measured, { period });
    expect(value).toBeCloseTo(atOnce.length / resolved.length, 12);
  }
  expect(repeats).toBeGreaterThan(5);
});

const row = (measure: string, total: number, customers = total) => ({
  measure,
  period: context.month,
  scheme: 'all',
  segment: 'all',
  age: null,
  customers,
  total,
  absolute: total,
  largest: 2,
  second: 1,
});
const resolved = (later: number) => [
  row('resolved-tickets', 60, 50),
  row('resolved-at-first-contact', 60 - later, 50),
  row('resolved-later', later, Math.max(1, later - 1)),
];

it('has no value until the week after the month is over and complete', () => {
  const at = (ripeBefore: string) =>
    firstContactResolution(resolved(20), shopContext('2026-11-16', { supplied, ripeBefore }));
  expect(at('2026-11-08').figures[0]).toMatchObject({ value: 40 / 60, reason: null });
  expect(at('2026-11-07').figures[0]).toMatchObject({ value: null, reason: 'unripe' });
  expect(at('2026-11-07').cells).toHaveLength(1);
});

it('withholds that few had to come again', async () => {
  const withheld = (later: number) => withheldOf(firstContactResolution(resolved(later), context));
  expect(await withheld(20)).toEqual([]);
  expect(await withheld(5)).toContain('resolved-later');
});

it('says nothing where no tickets are delivered, or none was resolved', async () => {
  const load = () => Promise.reject(new Error('asked'));
  const nothing = await firstContactResolutionMetric.measure(load, shopContext('2026-11-16'));
  expect(nothing.figures).toEqual([]);
  expect(firstContactResolution([], context).figures).toEqual([]);
});
