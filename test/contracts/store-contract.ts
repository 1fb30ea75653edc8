import { expect, it } from 'vitest';
import { type Store, StoreKeyError } from '#lib/store/store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);

/** A store under test, opened twice on the same state as two processes would. */
export interface Opened {
  readonly one: Store;
  readonly other: Store;
}

const tagOf = (written: { etag: string } | string) => {
  if (typeof written === 'string') throw new Error(`not written: ${written}`);
  return written.etag;
};

/** What every store does, whatever it keeps its keys in. Opens an empty store once, when the first test runs. */
export function storeContract(open: () => Promise<Opened>): void {
  let opened: Promise<Opened> | undefined;
  const stores = () => {
    opened ??= open();
    return opened;
  };
  writesOnce(stores);
  listsAndForgets(stores);
  decidesRaces(stores);
  refusesKeys(stores);
}

function writesOnce(stores: () => Promise<Opened>) {
  it('has nothing under a key that was never written', async () => {
    const { one } = await stores();
    expect(await one.get('never/written')).toBeNull();
  });

  it('gives back what was created, under the tag of the write, to every reader', async () => {
    const { one, other } = await stores();
    const etag = tagOf(await one.createIfAbsent('memo/a', bytes('first')));
    const stored = await other.get('memo/a');
    expect([text(stored?.body), stored?.etag]).toEqual(['first', etag]);
  });

  it('creates once, even with the same content', async () => {
    const { one, other } = await stores();
    await one.createIfAbsent('memo/once', bytes('same'));
    expect(await other.createIfAbsent('memo/once', bytes('same'))).toBe('exists');
    expect(await one.createIfAbsent('memo/once', bytes('else'))).toBe('exists');
    expect(text((await one.get('memo/once'))?.body)).toBe('same');
  });

  it('replaces under the newest tag only', async () => {
    const { one, other } = await stores();
    const first = tagOf(await one.createIfAbsent('runs/r/state', bytes('1')));
    const second = tagOf(await other.replaceIfMatch('runs/r/state', bytes('2'), first));
    expect(await one.replaceIfMatch('runs/r/state', bytes('3'), first)).toBe('conflict');
    tagOf(await one.replaceIfMatch('runs/r/state', bytes('4'), second));
    expect(text((await other.get('runs/r/state'))?.body)).toBe('4');
  });

  it('tells two writes of the same content apart by what lies between', async () => {
    const { one } = await stores();
    const first = tagOf(await one.createIfAbsent('aba', bytes('a')));
    const second = tagOf(await one.replaceIfMatch('aba', bytes('b'), first));
    tagOf(await one.replaceIfMatch('aba', bytes('a'), second));
    expect(await one.replaceIfMatch('aba', bytes('c'), second)).toBe('conflict');
  });

  it('replaces nothing where there is nothing', async () => {
    const { one } = await stores();
    expect(await one.replaceIfMatch('absent', bytes('x'), 'any')).toBe('conflict');
    expect(await one.get('absent')).toBeNull();
  });
}

function listsAndForgets(stores: () => Promise<Opened>) {
  it('lists keys by prefix in the order of their bytes', async () => {
    const { one, other } = await stores();
    for (const key of ['list/b/2', 'list/b', 'list/a', 'list/B', 'list/b/10', 'listing']) {
      await one.createIfAbsent(key, bytes(key));
    }
    expect(await other.list('list/')).toEqual([
      'list/B',
      'list/a',
      'list/b',
      'list/b/10',
      'list/b/2',
    ]);
    expect(await other.list('list/b/1')).toEqual(['list/b/10']);
    expect(await other.list('list')).toContain('listing');
    expect(await other.list('nothing/here/')).toEqual([]);
  });

  it('forgets a removed key and leaves its neighbours', async () => {
    const { one, other } = await stores();
    await one.createIfAbsent('gone', bytes('x'));
    await one.createIfAbsent('gone/child', bytes('y'));
    await one.remove('gone');
    await one.remove('gone');
    expect(await other.get('gone')).toBeNull();
    expect(text((await other.get('gone/child'))?.body)).toBe('y');
    expect(await other.list('gone')).toEqual(['gone/child']);
    tagOf(await other.createIfAbsent('gone', bytes('again')));
  });

  it('holds an empty body and one of ten megabytes', async () => {
    const { one, other } = await stores();
    tagOf(await one.createIfAbsent('empty', new Uint8Array()));
    expect((await one.get('empty'))?.body.length).toBe(0);
    const large = new Uint8Array(10_000_000).map((_, index) => index % 251);
    tagOf(await one.createIfAbsent('large', large));
    expect(Buffer.compare((await other.get('large'))?.body ?? bytes(''), large)).toBe(0);
  });
}

function decidesRaces(stores: () => Promise<Opened>) {
  it('lets one of twenty racers create each of five keys', async () => {
    const { one, other } = await stores();
    const racing = [one, other];
    const keys = [0, 1, 2, 3, 4];
    for (const key of keys) {
      const racers = Array.from({ length: 20 }, (_, racer) =>
        (racing[racer % 2] ?? one).createIfAbsent(`race/${key}`, bytes(`racer ${racer}`)),
      );
      const outcomes = await Promise.all(racers);
      const winners = outcomes.flatMap((outcome, racer) => (outcome === 'exists' ? [] : [racer]));
      expect(winners).toHaveLength(1);
      expect(text((await one.get(`race/${key}`))?.body)).toBe(`racer ${winners[0]}`);
    }
  });

  it('loses no increment of four writers who retry on conflict', async () => {
    const { one, other } = await stores();
    tagOf(await one.createIfAbsent('counter', bytes('0')));
    const increment = async (store: Store): Promise<void> => {
      const head = await store.get('counter');
      const next = bytes(String(Number(text(head?.body)) + 1));
      const written = await store.replaceIfMatch('counter', next, head?.etag ?? '');
      if (written === 'conflict') await increment(store);
    };
    const writer = async (store: Store) => {
      for (let n = 0; n < 10; n += 1) await increment(store);
    };
    await Promise.all([one, other, one, other].map(writer));
    expect(text((await one.get('counter'))?.body)).toBe('40');
  });
}

function refusesKeys(stores: () => Promise<Opened>) {
  it.each(['', '/a', 'a//b', 'a/', '../x', 'a/../b', 'a b', 'é', 'a@b'])(
    'refuses the key %j',
    async (key) => {
      const { one } = await stores();
      await expect(async () => one.get(key)).rejects.toThrow(StoreKeyError);
    },
  );
}
