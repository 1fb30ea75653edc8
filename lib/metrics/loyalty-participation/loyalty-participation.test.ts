import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedTiers, loyaltyTables } from '../../../test/fixtures/generated-loyalty.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { loyaltyParticipationMetric } from './metric.ts';

const shop = generatedShop({ seed: 53, customers: 500 });
const tiers = generatedTiers(shop);
const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'loyalty_tiers']) });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...loyaltyTables(tiers, []) });
});
afterAll(() => warehouse.close());

/** Who ordered in a month and what they spent, by whether they are members at its close. */
function monthByLoops(month: number) {
  const [from, to] = [monthStart(month, 'month'), monthStart(month + 1, 'month')];
  const members = new Set(
    tiers
      .filter((tier) => tier.from < to && (tier.to === null || tier.to >= to))
      .map((t) => t.customer),
  );
  const ordered = { member: new Set<string>(), other: new Set<string>() };
  const sales = { member: 0, other: 0 };
  const groupOf = (customer: string) => (members.has(customer) ? 'member' : 'other');
  for (const { customer, date, counts, net } of shop.orders) {
    if (customer === null || !counts || date < from || date >= to) continue;
    ordered[groupOf(customer)].add(customer);
    sales[groupOf(customer)] += net;
  }
  for (const { order, date, amount } of shop.refunds)
    if (order.customer !== null && order.counts && date >= from && date < to)
      sales[groupOf(order.customer)] -= amount;
  return { ordered, sales };
}

it('is the share of members among those who ordered in the month, as plain loops say', async () => {
  const measured = await loyaltyParticipationMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const month of [context.month, context.priorMonth, context.yearAgoMonth]) {
    const { ordered } = monthByLoops(month);
    const all = ordered.member.size + ordered.other.size;
    expect(ordered.member.size).toBeGreaterThan(10);
    expect(figureOf(measured, { period: monthLabel(month, 'month') })).toMatchObject({
      value: ordered.member.size / all,
      customers: all,
    });
  }
});

it('sets members beside others as an association', async () => {
  const measured = await loyaltyParticipationMetric.measure(loadFrom(warehouse, context), context);
  const { ordered, sales } = monthByLoops(context.month);
  const of = (loyalty: string) =>
    figureOf(measured, {
      options: 'basis=association; part=net-sales-per-customer',
      period: monthLabel(context.month, 'month'),
      scope: { loyalty },
    }).value;
  expect(of('member')).toBeCloseTo(sales.member / ordered.member.size, 9);
  expect(of('non-member')).toBeCloseTo(sales.other / ordered.other.size, 9);
});

it('is withheld where few of those who ordered are members', async () => {
  const few = Array.from({ length: 8 }, (_, i) => ({
    customer_id: `c${i}`,
    tier: 'basic',
    valid_from: '2025-12-01 00:00:00',
  }));
  const small = await shopWarehouse({ ...shop.tables, loyalty_tiers: few });
  const measured = await loyaltyParticipationMetric.measure(loadFrom(small, context), context);
  await small.close();
  expectSound(measured);
  const withheld = await withheldOf(measured);
  expect(withheld).toContain('loyalty-ordering-customers member');
});

it('says nothing without tiers', async () => {
  const without = shopContext('2026-11-16');
  const measured = await loyaltyParticipationMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
});
