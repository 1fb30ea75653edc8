import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { readErasureList } from '#lib/runs/erasure-list.ts';
import { fileStore } from '#lib/store/file-store.ts';
import {
  ALIAS,
  CANARY,
  PERSONAL_TABLES,
  plantedDelivery,
} from '../../test/fixtures/planted-person.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import { pseudonymsOf } from './erased-persons.ts';
import { readReceipt } from './erasure-receipt.ts';
import { landedSnapshot } from './landed-manifest.ts';
import { eraseOnLaptop, type LaptopStores, proveErased } from './laptop-erasure.ts';
import { amountNeedles, idNeedles } from './needle.ts';
import { eraseFromNowOn } from './request-erasure.ts';

const KNOWN = [...idNeedles(CANARY.id), ...idNeedles(ALIAS), ...amountNeedles(CANARY.amount)];
const randomBytes = (size: number) => new Uint8Array(size).fill(5);

let folder = '';
let delivered = '';
let machines = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laptop-'));
  delivered = join(folder, 'delivered');
  const sources = await plantedDelivery(join(folder, 'data'), true);
  await takeSnapshot({
    sources: sources.filter(({ table }) => table !== 'erasures'),
    landingDirectory: delivered,
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function machine(landed = delivered): Promise<LaptopStores> {
  machines += 1;
  const root = join(folder, `machine-${machines}`);
  await cp(landed, join(root, 'landed'), { recursive: true });
  const books = testBooks(await fileStore(join(root, 'ledger')), '2126-01-01T00:00:00Z');
  return { root, books, memoryLimitMb: 200, randomBytes };
}

async function request(stores: LaptopStores, receipt: string): Promise<void> {
  const pseudonymOf = await pseudonymsOf(stores.books, randomBytes);
  await eraseFromNowOn(stores.books, receipt, pseudonymOf(CANARY.id));
}

it('removes the person from landed files, artefacts and memos, and keeps a receipt that names nobody', async () => {
  const stores = await machine();
  const { books, root } = stores;
  await request(stores, 'r1');
  for (const key of ['work/measure/a', 'memo/b'])
    await books.store.createIfAbsent(key, Buffer.from(`"${CANARY.id}"`));
  await books.store.createIfAbsent('releases/c', Buffer.from(CANARY.amount));
  await expect(proveErased(stores, KNOWN)).rejects.toMatchObject({
    name: 'ErasureIncompleteError',
  });
  const scan = await eraseOnLaptop(stores, KNOWN);
  expect(scan).toMatchObject({ found: [], objects: expect.any(Number) });
  expect((await books.store.list('')).filter((key) => /^(work|memo)\//.test(key))).toEqual([]);
  const left = await landedSnapshot(join(root, 'landed'));
  expect(Object.values(left?.tables ?? {}).map(({ accepted }) => accepted)).toEqual(
    PERSONAL_TABLES.filter((table) => table !== 'erasures').map(() => 3),
  );
  const receipt = await readReceipt(books, 'r1');
  expect(receipt?.stores).toEqual([
    { store: 'this machine', objects: scan.objects, bytes: scan.bytes },
  ]);
  expect(JSON.stringify(receipt)).not.toContain('CANARY');
});

it('keeps no receipt while something is left, and finds by itself what the landed files knew', async () => {
  const stores = await machine();
  await request(stores, 'r1');
  await stores.books.store.createIfAbsent(
    'notes/a',
    Buffer.from(`order_id-canary ${CANARY.amount}`),
  );
  const failed = eraseOnLaptop(stores, []);
  await expect(failed).rejects.toThrow(/notes\/a@\/1 \(id\).*\(amount\)/);
  await expect(failed).rejects.not.toThrow(/canary|CANARY|48213/);
  expect(await readReceipt(stores.books, 'r1')).toBeNull();
  await stores.books.store.remove('notes/a');
  await eraseOnLaptop(stores, []);
  expect(await readReceipt(stores.books, 'r1')).not.toBeNull();
});

it('takes delivered requests onto the list, each once', async () => {
  const landed = join(folder, 'with-requests');
  await takeSnapshot({
    sources: await plantedDelivery(join(folder, 'data-requests'), true),
    landingDirectory: landed,
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });
  const stores = await machine(landed);
  await eraseOnLaptop(stores, []);
  const { requests } = await readErasureList(stores.books);
  expect(requests).toHaveLength(5);
  await eraseOnLaptop(stores, []);
  expect((await readErasureList(stores.books)).requests).toEqual(requests);
});
