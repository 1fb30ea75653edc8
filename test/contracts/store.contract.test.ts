import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { fileStore } from '#lib/store/file-store.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { s3Store } from '#lib/store/s3-store.ts';
import { s3Server } from '../fixtures/s3-server.ts';
import { storeContract } from './store-contract.ts';

const root = await mkdtemp(join(tmpdir(), 'store-'));

describe('a store in a folder', () => {
  afterAll(() => rm(root, { recursive: true }));
  storeContract(async () => ({ one: await fileStore(root), other: await fileStore(root) }));
});

const server = await s3Server();

describe.each(['', 'ledger/'])('a store in a bucket under "%s"', (prefix) => {
  const open = () =>
    s3Store({ client: s3Client(server.clientConfig), bucket: 'example-ledger', prefix });
  storeContract(async () => ({ one: open(), other: open() }));
});

afterAll(() => server.close());
