import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileStore } from '#lib/store/file-store.ts';
import { type Store, StoreKeyError } from '#lib/store/store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

/** A store under test, opened twice on the same state as two processes would. */
interface Opened {
  readonly name: string;
  readonly one: Store;
  readonly other: Store;
  close(): Promise<void>;
}

async function openFolder(): Promise<Opened> {
  const root = await mkdtemp(join(tmpdir(), 'store-'));
  return {
    name: 'folder',
    one: await fileStore(root),
    other: await fileStore(root),
    close: () => rm(root, { recursive: true }),
  };
}

const tagOf = (written: { etag: string } | string) => {
  if (typeof written === 'string') throw new Error(`not written: ${written}`);
  return written.etag;
};

describe.each([await openFolder()])('a store in a $name', (opened) => {
  afterAll(() => opened.close());
  writesOnce(opened);
  listsAndForgets(opened);
  decidesRaces(opened);
  refusesKeys(opened);
});

function writesOnce(opened: Opened) {
  it('has nothing under a key that was never written', async () => {
    expect(await opened.one.get('never/written')).toBeNull();
  });

  it('gives back what was created, under the tag of the write, to every reader', async () => {
    const etag = tagOf(await opened.one.createIfAbsent('memo/a', bytes('first')));
    const stored = await opened.other.get('memo/a');
    expect([text(stored?.body), stored?.etag]).toEqual(['first', etag]);
  });

  it('creates once, even with the same content', async () => {
    await opened.one.createIfAbsent('memo/once', bytes('same'));
    expect(await opened.other.createIfAbsent('memo/once', bytes('same'))).toBe('exists');
    expect(await opened.one.createIfAbsent('memo/once', bytes('else'))).toBe('exists');
    expect(text((await opened.one.get('memo/once'))?.body)).toBe('same');
  });

  it('replaces under the newest tag only', async () => {
    const first = tagOf(await opened.one.createIfAbsent('runs/r/state', bytes('1')));
    const second = tagOf(await opened.other.replaceIfMatch('runs/r/state', bytes('2'), first));
    expect(await opened.one.replaceIfMatch('runs/r/state', bytes('3'), first)).toBe('conflict');
    tagOf(await opened.one.replaceIfMatch('runs/r/state', bytes('4'), second));
    expect(text((await opened.other.get('runs/r/state'))?.body)).toBe('4');
  });

  it('tells two writes of the same content apart by what lies between', async () => {
    const first = tagOf(await opened.one.createIfAbsent('aba', bytes('a')));
    const second = tagOf(await opened.one.replaceIfMatch('aba', bytes('b'), first));
    tagOf(await opened.one.replaceIfMatch('aba', bytes('a'), second));
    expect(await opened.one.replaceIfMatch('aba', bytes('c'), second)).toBe('conflict');
  });

  it('replaces nothing where there is nothing', async () => {
    expect(await opened.one.replaceIfMatch('absent', bytes('x'), 'any')).toBe('conflict');
    expect(await opened.one.get('absent')).toBeNull();
  });
}

function listsAndForgets(opened: Opened) {
  it('lists keys by prefix in the order of their bytes', async () => {
    for (const key of ['list/b/2', 'list/b', 'list/a', 'list/B', 'list/b/10', 'listing']) {
      await opened.one.createIfAbsent(key, bytes(key));
    }
    expect(await opened.other.list('list/')).toEqual([
      'list/B',
      'list/a',
      'list/b',
      'list/b/10',
      'list/b/2',
    ]);
    expect(await opened.other.list('list/b/1')).toEqual(['list/b/10']);
    expect(await opened.other.list('list')).toContain('listing');
    expect(await opened.other.list('nothing/here/')).toEqual([]);
  });

  it('forgets a removed key and leaves its neighbours', async () => {
    await opened.one.createIfAbsent('gone', bytes('x'));
    await opened.one.createIfAbsent('gone/child', bytes('y'));
    await opened.one.remove('gone');
    await opened.one.remove('gone');
    expect(await opened.other.get('gone')).toBeNull();
    expect(text((await opened.other.get('gone/child'))?.body)).toBe('y');
    expect(await opened.other.list('gone')).toEqual(['gone/child']);
    tagOf(await opened.other.createIfAbsent('gone', bytes('again')));
  });

  it('holds an empty body and one of ten megabytes', async () => {
    tagOf(await opened.one.createIfAbsent('empty', new Uint8Array()));
    expect((await opened.one.get('empty'))?.body.length).toBe(0);
    const large = new Uint8Array(10_000_000).map((_, index) => index % 251);
    tagOf(await opened.one.createIfAbsent('large', large));
    expect(Buffer.compare((await opened.other.get('large'))?.body ?? bytes(''), large)).toBe(0);
  });
}

function decidesRaces(opened: Opened) {
  it('lets one of twenty racers create each of five keys', async () => {
    const stores = [opened.one, opened.other];
    const keys = [0, 1, 2, 3, 4];
    for (const key of keys) {
      const racers = Array.from({ length: 20 }, (_, racer) =>
        (stores[racer % 2] ?? opened.one).createIfAbsent(`race/${key}`, bytes(`racer ${racer}`)),
      );
      const outcomes = await Promise.all(racers);
      const winners = outcomes.flatMap((outcome, racer) => (outcome === 'exists' ? [] : [racer]));
      expect(winners).toHaveLength(1);
      expect(text((await opened.one.get(`race/${key}`))?.body)).toBe(`racer ${winners[0]}`);
    }
  });

  it('loses no increment of four writers who retry on conflict', async () => {
    tagOf(await opened.one.createIfAbsent('counter', bytes('0')));
    const increment = async (store: Store): Promise<void> => {
      const head = await store.get('counter');
      const next = bytes(String(Number(text(head?.body)) + 1));
      const written = await store.replaceIfMatch('counter', next, head?.etag ?? '');
      if (written === 'conflict') await increment(store);
    };
    const writer = async (store: Store) => {
      for (let n = 0; n < 10; n += 1) await increment(store);
    };
    await Promise.all([opened.one, opened.other, opened.one, opened.other].map(writer));
    expect(text((await opened.one.get('counter'))?.body)).toBe('40');
  });
}

function refusesKeys(opened: Opened) {
  it.each(['', '/a', 'a//b', 'a/', '../x', 'a/../b', 'a b', 'é', 'a@b'])(
    'refuses the key %j',
    async (key) => {
      await expect(async () => opened.one.get(key)).rejects.toThrow(StoreKeyError);
    },
  );
}
