import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { base32 } from '#lib/runs/identity-hash.ts';
import { fileStore } from '#lib/store/file-store.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { s3Store } from '#lib/store/s3-store.ts';
import type { Store } from '#lib/store/store.ts';
import { crashingStore } from '../../test/fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../../test/fixtures/every-crash.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { s3Server } from '../../test/fixtures/s3-server.ts';
import { BODIES, erasure, filled, policy, release } from './chain.fixture.ts';
import { append, appendAtHead, headOf, keyOf, readChain, readHead } from './chain.ts';

const server = await s3Server();
const root = await mkdtemp(join(tmpdir(), 'chain-'));
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true });
});
let buckets = 0;
const STORES: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => memoryStore()],
  ['a folder', () => mkdtemp(join(root, 'store-')).then(fileStore)],
  [
    'a bucket',
    async () => {
      buckets += 1;
      return s3Store({ client: s3Client(server.clientConfig), bucket: `example-${buckets}` });
    },
  ],
];

describe.each(STORES)('a chain in %s', (_name, open) => {
  it('begins empty and keeps what was appended, in order', async () => {
    const store = await open();
    expect(await readHead(store)).toEqual({ seq: 0, hash: null });
    expect(await readChain(store)).toEqual([]);
    await filled(store);
    const entries = await readChain(store);
    expect(entries).toMatchObject(BODIES.map((body, index) => ({ ...body, seq: index + 1 })));
    expect(await readHead(store)).toEqual(headOf(entries));
    expect(await store.list('chain/')).toEqual([
      'chain/000000000001',
      'chain/000000000002',
      'chain/000000000003',
    ]);
  });

  it('gives a place to one of two racers, a hundred times', async () => {
    const store = await open();
    let head = await readHead(store);
    for (let race = 0; race < 100; race += 1) {
      const racers = ['one', 'other'].map((name) => erasure(`${name} ${race}`));
      const outcomes = await Promise.all(racers.map((body) => append(store, head, body)));
      const winners = outcomes.filter((outcome) => outcome !== 'moved');
      expect(winners).toHaveLength(1);
      head = headOf(winners);
    }
    expect(await readHead(store)).toEqual(head);
    expect(await readChain(store)).toHaveLength(100);
  }, 20_000);
});

it('links each entry by the hash of the one before, computed here from its bytes', async () => {
  const store = await filled();
  const [first, second] = await Promise.all(
    [1, 2].map(async (seq) => new TextDecoder().decode((await store.get(keyOf(seq)))?.body)),
  );
  const { hash } = JSON.parse(first ?? '');
  const rest = (first ?? '').replace(`"hash":"${hash}",`, '');
  expect(base32(createHash('sha256').update(rest).digest())).toBe(hash);
  expect(JSON.parse(second ?? '').previous).toBe(hash);
  expect(JSON.parse(first ?? '').previous).toBeNull();
});

it('appends once, however often the same body is appended to the same head', async () => {
  const store = await filled();
  const head = await readHead(store);
  const entry = await append(store, head, release);
  expect(await append(store, head, release)).toEqual(entry);
  expect(await append(store, head, policy)).toBe('moved');
  expect(await readChain(store)).toHaveLength(4);
});

it('takes no address and no field that it does not know', async () => {
  const store = memoryStore();
  const head = await readHead(store);
  const addressed = { ...release, recipientGroups: ['ann@example.com'] };
  await expect(append(store, head, addressed)).rejects.toThrow();
  const more = { ...erasure('list'), pseudonym: 'f'.repeat(64) };
  await expect(append(store, head, more)).rejects.toThrow();
  expect(await store.list('')).toEqual([]);
});

it('goes on after a crash before or after any call, with one entry a body', async () => {
  const points = await atEveryCrash(async (fuse) => {
    const store = await filled();
    const died = await diesIn(appendAtHead(crashingStore(store, fuse), release));
    const head = headOf((await readChain(store)).slice(0, 3));
    expect(await append(store, head, release)).toMatchObject({ seq: 4 });
    expect(await readChain(store)).toHaveLength(4);
    return died;
  });
  expect(points).toBe(8);
});

it('knows its own entry when the answer to the write is lost, and says so when nothing was written', async () => {
  const store = await filled();
  const lost = new Error('lost');
  const deaf = (written: boolean): Store => ({
    ...store,
    createIfAbsent: async (key, body) => {
      if (written) await store.createIfAbsent(key, body);
      throw lost;
    },
  });
  const head = await readHead(store);
  await expect(append(deaf(false), head, release)).rejects.toBe(lost);
  expect(await append(deaf(true), head, release)).toMatchObject({ seq: 4, runId: release.runId });
});
