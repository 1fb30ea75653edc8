import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const directory = mkdtempSync(join(tmpdir(), 'sample-chats-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('has as many chats, about as many things, as it was drawn from', async () => {
  const options = { customers: 1_500, seed: 'chats', asOf: '2026-11-23', directory };
  const { chats: truth } = await writeSampleShop(options);
  const orders = readTable(directory, 'orders').filter((row) => row.get('customer_id') !== '');
  const chats = readTable(directory, 'support_tickets-chats');
  const expected = orders.length * truth.ofOrders * (1 + truth.askedAgain);
  expect(Math.abs(chats.length / expected - 1)).toBeLessThan(0.1);
  for (const { category, share } of truth.categories) {
    const own = chats.filter((row) => row.get('category') === category).length / chats.length;
    // Those asked again are of one draw, so the error is about that of four fifths of the rows.
    const error = Math.sqrt((share * (1 - share)) / (0.8 * chats.length));
    expect(Math.abs(own - share)).toBeLessThan(4 * error);
  }
  expect(chats.every((row) => (row.get('resolved_at') ?? '') > (row.get('opened_at') ?? ''))).toBe(
    true,
  );
});
