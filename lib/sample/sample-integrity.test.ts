import { describe, expect, it } from 'vitest';
import { cents, instant, text } from './read-table.ts';
import { TABLE_COLUMNS } from './table-columns.ts';
import { writtenTables } from './written-tables.fixture.ts';

const { rows, values, groupBy } = writtenTables();

describe('times', () => {
  it('have an offset that is right for Dublin', () => {
    const zone = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Dublin',
      timeZoneName: 'longOffset',
    });
    for (const row of rows('orders')) {
      const time = text(row, 'ordered_at');
      const name = zone
        .formatToParts(instant(row, 'ordered_at'))
        .find(({ type }) => type === 'timeZoneName');
      const offset = name?.value === 'GMT' ? '+00:00' : name?.value.slice(3);
      expect(time.slice(19)).toBe(offset);
    }
  });

  it('of events lie in the history', () => {
    const end = Date.parse('2026-11-23T00:00:00Z');
    const terms = new Set(['due_at', 'end_at', 'calendar_date']);
    for (const [table, columns] of Object.entries(TABLE_COLUMNS))
      for (const column of columns.filter(
        (name) => /_(at|from|to|date)$/.test(name) && !terms.has(name),
      ))
        expect([table, column, rows(table).filter((row) => instant(row, column) >= end)]).toEqual([
          table,
          column,
          [],
        ]);
    expect(
      Math.min(...rows('orders').map((row) => instant(row, 'ordered_at'))),
    ).toBeGreaterThanOrEqual(Date.parse('2023-11-01T00:00:00Z'));
  });
});

describe('money', () => {
  it('of an order adds up', () => {
    for (const row of rows('orders'))
      expect(cents(row, 'gross_amount') - cents(row, 'discount_amount')).toBe(
        cents(row, 'net_amount'),
      );
  });

  it('of the lines is the money of the order', () => {
    const lines = groupBy('order_items', 'order_id');
    for (const order of rows('orders')) {
      const own = lines.get(text(order, 'order_id')) ?? [];
      expect(own.reduce((sum, line) => sum + cents(line, 'net_amount'), 0)).toBe(
        cents(order, 'net_amount'),
      );
    }
  });

  it('given back is part of the order, once, after it, in its currency', () => {
    const orders = groupBy('orders', 'order_id');
    for (const [orderId, refunds] of groupBy('refunds', 'order_id')) {
      const [order] = orders.get(orderId) ?? [];
      const [refund] = refunds;
      if (!order || !refund) throw new Error(orderId);
      expect([refunds.length, text(refund, 'currency')]).toEqual([1, text(order, 'currency')]);
      expect(cents(refund, 'amount')).toBeLessThanOrEqual(cents(order, 'net_amount'));
      expect(instant(refund, 'refunded_at')).toBeGreaterThan(instant(order, 'ordered_at'));
    }
  });

  it('of a subscription goes on where it was', () => {
    for (const changes of groupBy('subscriptions', 'subscription_id').values()) {
      let mrr = '0.00';
      let time = 0;
      for (const change of changes) {
        expect([text(change, 'mrr_before'), instant(change, 'effective_at') > time]).toEqual([
          mrr,
          true,
        ]);
        mrr = text(change, 'mrr_after');
        time = instant(change, 'effective_at');
      }
    }
  });
});

describe('persons', () => {
  it('are in one segment of a scheme at any instant', () => {
    for (const memberships of groupBy('segment_membership', 'customer_id').values())
      for (const [at, membership] of memberships.entries())
        expect(text(membership, 'valid_to')).toBe(memberships[at + 1]?.get('valid_from') ?? '');
  });

  it('who are staff or erased have not ordered for ten weeks', () => {
    const staff = rows('customers').filter((row) => text(row, 'is_internal') === 'true');
    const out = new Set([
      ...staff.map((row) => text(row, 'customer_id')),
      ...values('erasures', 'customer_id'),
    ]);
    expect(staff.length).toBeGreaterThan(0);
    const recent = rows('orders').filter(
      (row) => instant(row, 'ordered_at') >= Date.parse('2026-09-14T00:00:00Z'),
    );
    expect(recent.filter((row) => out.has(text(row, 'customer_id')))).toEqual([]);
  });

  it('come from two countries that are too small to show', () => {
    const countries = groupBy('customers', 'country');
    expect(countries.size).toBe(7);
    for (const [country, customers] of countries)
      expect([country, customers.length > 60]).toEqual([country, !['LU', 'MT'].includes(country)]);
  });
});
