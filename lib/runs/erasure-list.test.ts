import { expect, it } from 'vitest';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { pseudonymWith, readErasureList, requestErasure } from './erasure-list.ts';

const pseudonymOf = pseudonymWith(new TextEncoder().encode('key'), 'v1');

it('stands for an id by its HMAC (computed with another program), outer space and form aside', () => {
  const pseudonym = '9c0d70d479790a8f3b4869e0b6b1f7eab287191de70f9555c44e7b5a96c593bf';
  expect(pseudonymOf('C-17')).toEqual({ pseudonym, keyVersion: 'v1' });
  expect(pseudonymOf(' C-17\t').pseudonym).toBe(pseudonym);
  expect(pseudonymOf('c-17').pseudonym).not.toBe(pseudonym);
});

it('lists what was asked for, under a version that every request changes', async () => {
  const books = testBooks();
  const empty = await readErasureList(books);
  const row = await requestErasure(books, 'receipt-1', pseudonymOf('C-17'));
  expect(row).toMatchObject({ requestedAt: '2026-11-24T07:00:00.000Z', due: '2026-12-22' });
  const one = await readErasureList(books);
  await requestErasure(books, 'receipt-2', pseudonymOf('C-17'));
  const two = await readErasureList(books);
  expect([empty, one, two].map(({ requests }) => requests.length)).toEqual([0, 1, 2]);
  expect(new Set([empty, one, two].map(({ version }) => version)).size).toBe(3);
  expect(one.requests[0]).toEqual({ ...row, receipt: 'receipt-1' });
});

it('keeps no id', async () => {
  const books = testBooks();
  await requestErasure(books, 'receipt-1', pseudonymOf('C-17'));
  const stored = await books.store.get('erasure/receipt-1');
  expect(new TextDecoder().decode(stored?.body)).not.toContain('C-17');
});
