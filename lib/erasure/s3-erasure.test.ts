import { afterAll, beforeEach, expect, it } from 'vitest';
import { pseudonymWith } from '#lib/runs/erasure-list.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { testBooks } from '../../test/fixtures/run-books.ts';
import {
  type VersionedS3Server,
  versionedS3Server,
} from '../../test/fixtures/versioned-s3-server.ts';
import { readReceipt } from './erasure-receipt.ts';
import { idNeedles } from './needle.ts';
import { eraseFromNowOn } from './request-erasure.ts';
import { type AccountStores, eraseInAccount, proveInAccount } from './s3-erasure.ts';

const ID = 'CANARY-4711';
const person = pseudonymWith(new TextEncoder().encode('key'), '1')(ID);
const servers: VersionedS3Server[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

let server: VersionedS3Server;
let stores: AccountStores;
beforeEach(async () => {
  server = await versionedS3Server();
  servers.push(server);
  const books = testBooks();
  stores = {
    client: s3Client(server.clientConfig),
    books,
    ledger: 'example-ledger',
    lake: null,
    others: [],
  };
  await eraseFromNowOn(books, 'r1', person);
});

it('removes artefacts and every version that nobody sees, reads the rest, and keeps a receipt', async () => {
  server.write('memo/a', `"${ID}"`);
  server.write('runs/r/state', `{"who":"${ID}"}`);
  server.write('runs/r/state', '{}');
  server.write('erasure/r1', JSON.stringify(person));
  await expect(proveInAccount(stores, idNeedles(ID))).rejects.toThrow('memo/a (id), runs/r/state');
  expect(await readReceipt(stores.books, 'r1')).toBeNull();
  const [scan] = await eraseInAccount(stores, idNeedles(ID));
  expect(scan).toMatchObject({ store: 'example-ledger', objects: 2, found: [] });
  expect(server.versions.map(({ key }) => key)).toEqual(['runs/r/state', 'erasure/r1']);
  expect((await readReceipt(stores.books, 'r1'))?.stores).toEqual([
    { store: 'example-ledger', objects: 2, bytes: scan?.bytes },
  ]);
});

it('removes what runs derived in the lake, and names a landed file that still holds somebody', async () => {
  for (const key of ['work/a', 'staged/b', 'scoped/c', 'scores/2026-11-16-until-2027-02-14/d'])
    server.write(key, `"${ID}"`);
  const account = { ...stores, lake: 'example-lake' };
  await eraseInAccount(account, idNeedles(ID));
  expect(server.versions).toEqual([]);
  server.write('landed/orders/one', `"${ID}"`);
  await expect(eraseInAccount(account, idNeedles(ID))).rejects.toThrow('landed/orders/one (id)');
});

it('leaves a bucket that it only reads as it is', async () => {
  server.write('orders.csv', 'replaced');
  server.write('orders.csv', `x,${person.pseudonym}`);
  const account = { ...stores, ledger: 'example-ledger', others: ['example-deliveries'] };
  await expect(proveInAccount(account, [])).rejects.toThrow('orders.csv (pseudonym)');
  expect(server.versions).toHaveLength(2);
});
