import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import {
  acquirePeriod,
  commitPeriod,
  knownPeriods,
  knowPeriod,
  type Lease,
  readPeriod,
  releasePeriod,
} from './period-lease.ts';
import type { RunStore } from './run-store.ts';

const KEY = { tenant: 'main', report: 'weekly', period: '2026-W47' };
const LEASE_MS = 60_000;

function clockedBooks() {
  let now = Date.parse('2026-11-24T07:00:00Z');
  let id = 0;
  const books: RunStore = {
    store: memoryStore(),
    clock: () => new Date(now),
    randomId: () => {
      id += 1;
      return `w${id}`;
    },
  };
  return {
    books,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const acquire = async (books: RunStore, owner: string): Promise<Lease> => {
  const lease = await acquirePeriod(books, KEY, { owner, leaseMs: LEASE_MS });
  if (lease === 'busy') throw new Error('busy');
  return lease;
};

const commitOf = (runId: string) => ({ runId, revision: 1, releaseSeq: 7 });

it('lets one run work at a time, and the same run again', async () => {
  const { books, pass } = clockedBooks();
  const first = await acquire(books, 'one');
  expect(await acquirePeriod(books, KEY, { owner: 'two', leaseMs: LEASE_MS })).toBe('busy');
  expect(await acquire(books, 'one')).toEqual(first);
  pass(LEASE_MS);
  expect((await acquire(books, 'two')).fence).toBe(first.fence + 1);
});

it('rejects the commit of a run that paused past its lease and was replaced', async () => {
  const { books, pass } = clockedBooks();
  const paused = await acquire(books, 'one');
  pass(LEASE_MS + 1);
  const next = await acquire(books, 'two');
  expect(await commitPeriod(books, paused, commitOf('r1'))).toBe('stale');
  expect(await commitPeriod(books, next, commitOf('r2'))).toBe('committed');
  expect(await commitPeriod(books, paused, commitOf('r1'))).toBe('stale');
  expect(await readPeriod(books, KEY)).toMatchObject({ runId: 'r2', revision: 1, releaseSeq: 7 });
});

it('lets a run commit past its lease while nobody has taken its place', async () => {
  const { books, pass } = clockedBooks();
  const lease = await acquire(books, 'one');
  pass(LEASE_MS * 10);
  expect(await commitPeriod(books, lease, commitOf('r1'))).toBe('committed');
  expect(await commitPeriod(books, lease, commitOf('r1'))).toBe('committed');
});

type Does = 'acquire' | 'pause' | 'commit' | 'release';

/** The rule in a line: who took the period last owns it until a commit, a release, or a steal after the lease. */
class Witness {
  #now = 0;
  #until = 0;
  #owner: string | null = null;
  readonly #books = clockedBooks();
  readonly #leases = new Map<string, Lease>();

  async play(run: string, does: Does): Promise<void> {
    const lease = this.#leases.get(run);
    if (does === 'pause') this.#pause();
    else if (does === 'acquire') await this.#acquire(run);
    else if (lease !== undefined) await this.#end(lease, does);
  }

  #pause(): void {
    this.#books.pass(LEASE_MS);
    this.#now += LEASE_MS;
  }

  async #acquire(owner: string): Promise<void> {
    const taken = await acquirePeriod(this.#books.books, KEY, { owner, leaseMs: LEASE_MS });
    const free = this.#owner === null || this.#owner === owner || this.#until <= this.#now;
    expect(taken !== 'busy').toBe(free);
    if (taken === 'busy') return;
    this.#leases.set(owner, taken);
    this.#owner = owner;
    this.#until = this.#now + LEASE_MS;
  }

  async #end(lease: Lease, does: Does): Promise<void> {
    const { books } = this.#books;
    const runId = `${lease.owner}-${lease.fence}`;
    const repeated = does === 'commit' && (await readPeriod(books, KEY))?.runId === runId;
    const own = this.#owner === lease.owner && this.#leases.get(lease.owner)?.fence === lease.fence;
    const outcome =
      does === 'commit'
        ? await commitPeriod(books, lease, commitOf(runId))
        : await releasePeriod(books, lease);
    expect(outcome).toBe(own || repeated ? 'committed' : 'stale');
    if (own && !repeated) this.#owner = null;
  }
}

it('never lets a stale run commit, in any order of pauses, steals and commits', async () => {
  const events = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom<Does>('acquire', 'pause', 'commit', 'release'),
    ),
    { maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(events, async (script) => {
      const witness = new Witness();
      for (const [run, does] of script) await witness.play(run, does);
    }),
    { numRuns: 500 },
  );
});

it('knows the periods of a report in the order of time', async () => {
  const { books } = clockedBooks();
  for (const period of ['2027-W01', '2026-W47', '2026-W53'])
    await knowPeriod(books, { ...KEY, period });
  await knowPeriod(books, { ...KEY, report: 'monthly' });
  expect(await knownPeriods(books, KEY)).toEqual(['2026-W47', '2026-W53', '2027-W01']);
});
