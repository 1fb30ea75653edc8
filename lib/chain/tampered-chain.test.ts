import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '#lib/store/store.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { BODIES, erasure, filled, release } from './chain.fixture.ts';
import { appendAtHead, keyOf, readChain, readHead } from './chain.ts';

/** Sets a key to other bytes, as nobody may. */
async function tamper(store: Store, key: string, body: Uint8Array): Promise<void> {
  await store.remove(key);
  await store.createIfAbsent(key, body);
}

it.each([
  ['first', 1, 'ChainGapError'],
  ['middle', 2, 'ChainGapError'],
])('lacks its %s entry', async (_which, seq, name) => {
  const store = await filled();
  await store.remove(keyOf(seq));
  await expect(readChain(store)).rejects.toMatchObject({ name });
  await expect(readHead(store)).rejects.toMatchObject({ name });
});

it('holds an entry of another chain', async () => {
  const [store, other] = [await filled(), memoryStore()];
  await appendAtHead(other, erasure('else'));
  await appendAtHead(other, release);
  await tamper(store, keyOf(2), (await other.get(keyOf(2)))?.body ?? new Uint8Array());
  await expect(readChain(store)).rejects.toThrow('000000000002" follows another');
});

it('holds something that is no entry', async () => {
  const store = await filled();
  await store.createIfAbsent('chain/notes', new Uint8Array());
  await expect(readChain(store)).rejects.toThrow('"chain/notes" is no entry');
});

it.each([
  ['a space', (text: string) => text.replace(',', ', ')],
  ['a field twice', (text: string) => text.replace('{', '{"k":99,')],
])('says the same with %s', async (_what, change) => {
  const store = await filled();
  const text = new TextDecoder().decode((await store.get(keyOf(1)))?.body);
  expect(JSON.parse(change(text))).toEqual(JSON.parse(text));
  await tamper(store, keyOf(1), new TextEncoder().encode(change(text)));
  await expect(readChain(store)).rejects.toThrow('is not an entry as it was written');
});

it('has any one byte of any entry changed', async () => {
  const store = await filled();
  const bodies = await Promise.all(
    BODIES.map(async (_, index) => (await store.get(keyOf(index + 1)))?.body ?? new Uint8Array()),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.nat(), fc.integer({ min: 1, max: 255 }), async (n, at, by) => {
      const body = bodies[n]?.slice() ?? new Uint8Array();
      const place = at % body.length;
      body[place] = (body[place] ?? 0) ^ by;
      await tamper(store, keyOf(n + 1), body);
      await expect(readChain(store)).rejects.toMatchObject({ name: 'ChainBrokenError' });
      await tamper(store, keyOf(n + 1), bodies[n] ?? body);
      expect(await readChain(store)).toHaveLength(3);
    }),
    { numRuns: 300 },
  );
});
