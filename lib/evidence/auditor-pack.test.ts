import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { keepReceipt } from '#lib/erasure/erasure-receipt.ts';
import { eraseFromNowOn } from '#lib/erasure/request-erasure.ts';
import { PLANNED } from '#lib/mail/mail-row.fixture.ts';
import { pseudonymWith } from '#lib/runs/erasure-list.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { auditorPack } from './auditor-pack.ts';

const { configuration } = await loadConfiguration('infra/sample.yaml');
const pseudonym = pseudonymWith(new TextEncoder().encode('key'), '1')('C-4711');
const proof = {
  erasureListVersion: 'v',
  completedAt: '2026-11-24T08:00:00Z',
  stores: [{ store: 'landed', objects: 3, bytes: 100 }],
};
const row = { ...PLANNED, recipientRef: 'r-0123', mimeSha256: 'a1b2' };
let pack: ReadonlyMap<string, string>;

beforeAll(async () => {
  const books = testBooks();
  await eraseFromNowOn(books, 'receipt-1', pseudonym);
  await eraseFromNowOn(books, 'receipt-2', pseudonym);
  await keepReceipt(books, 'receipt-1', proof);
  await books.store.createIfAbsent('mail/2026-W47/k1', Buffer.from(JSON.stringify(row)));
  pack = await auditorPack({ configuration, assessment: '# Assessment\n', books });
});
const parsed = (name: string) => JSON.parse(pack.get(name) ?? 'null');

it('holds the record, the assessment and what is kept how long', () => {
  expect(pack.get('processing-record.md')).toBe(readFileSync('infra/processing-record.md', 'utf8'));
  expect(pack.get('dpia.md')).toBe('# Assessment\n');
  expect(parsed('retention.json')).toContainEqual(
    expect.objectContaining({ data: 'Landed tables', days: 760 }),
  );
});

it('shows the chain with its verdict', () => {
  const { sound, entries } = parsed('chain.json');
  expect([sound, entries.length]).toEqual([true, 2]);
});

it('shows each request with its proof, and each mail, without a person', () => {
  expect(parsed('erasures.json')).toEqual([
    { receipt: 'receipt-1', requestedAt: expect.any(String), due: '2026-12-22', carriedOut: proof },
    { receipt: 'receipt-2', requestedAt: expect.any(String), due: '2026-12-22', carriedOut: null },
  ]);
  expect(parsed('mails.json')).toEqual([
    expect.objectContaining({ key: 'mail/2026-W47/k1', recipient: 'r-0123', sha256: 'a1b2' }),
  ]);
  const text = [...pack.values()].join();
  expect(text).not.toContain(pseudonym.pseudonym);
  expect(text).not.toMatch(/C-4711|@/);
});

it('says what is missing', async () => {
  const without = await auditorPack({ configuration, assessment: null, books: testBooks() });
  expect(without.get('contents.md')).toMatch(/dpia\.md: .* – MISSING/);
  expect(pack.get('contents.md')).not.toContain('MISSING');
});
