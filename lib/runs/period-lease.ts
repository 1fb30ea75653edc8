import * as z from 'zod';
import { createEntry, type Entry, type Place, putEntry, readEntry, replaceEntry } from './entry.ts';
import type { RunKey } from './run-key.ts';
import type { RunStore } from './run-store.ts';

const period = z.object({
  /** Raised with every change of the owner. */
  fence: z.int(),
  owner: z.string().nullable(),
  leaseUntil: z.string().nullable(),
  /** What the period shows: the newest committed run. */
  runId: z.string().nullable(),
  revision: z.int(),
  releaseSeq: z.int().nullable(),
});
export type PeriodState = z.output<typeof period>;

/** A week of a report. */
export type PeriodKey = Pick<RunKey, 'tenant' | 'report' | 'period'>;

/** The right to commit, for as long as nobody else has taken the period. */
export interface Lease {
  readonly key: PeriodKey;
  readonly owner: string;
  readonly fence: number;
}

export interface Commit {
  readonly runId: string;
  readonly revision: number;
  readonly releaseSeq: number | null;
}

const UNTOUCHED: PeriodState = {
  fence: 0,
  owner: null,
  leaseUntil: null,
  runId: null,
  revision: 0,
  releaseSeq: null,
};

const folderOf = ({ tenant, report }: Omit<PeriodKey, 'period'>) => `periods/${tenant}/${report}/`;

const placeOf = (key: PeriodKey): Place<PeriodState> => ({
  key: `${folderOf(key)}${key.period}`,
  schema: period,
});

/** From now on the period counts among those of its report. */
export async function knowPeriod(books: RunStore, key: PeriodKey): Promise<void> {
  await createEntry(books, placeOf(key), UNTOUCHED);
}

/** Periods of a report that were ever asked for, in the order of time. */
export async function knownPeriods(
  { store }: RunStore,
  key: Omit<PeriodKey, 'period'>,
): Promise<string[]> {
  const folder = folderOf(key);
  return (await store.list(folder)).map((name) => name.slice(folder.length));
}

export async function readPeriod(books: RunStore, key: PeriodKey): Promise<PeriodState | null> {
  return (await readEntry(books.store, placeOf(key)))?.value ?? null;
}

/** Highest number of a chain entry that any period shows; 0 where none was released. */
export async function highestReleaseSeq({ store }: RunStore): Promise<number> {
  const keys = await store.list('periods/');
  const entries = await Promise.all(keys.map((key) => readEntry(store, { key, schema: period })));
  return entries.reduce((highest, entry) => Math.max(highest, entry?.value.releaseSeq ?? 0), 0);
}

/**
 * Takes or renews a period for a run. The lease saves work and protects nothing else: who pauses past it may be
 * replaced, and then no longer commits.
 */
export async function acquirePeriod(
  books: RunStore,
  key: PeriodKey,
  { owner, leaseMs }: { readonly owner: string; readonly leaseMs: number },
): Promise<Lease | 'busy'> {
  const now = books.clock();
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString();
  const taken = (before: PeriodState): PeriodState | null => {
    if (before.owner === owner) return { ...before, leaseUntil };
    const held = before.leaseUntil !== null && before.leaseUntil > now.toISOString();
    return held ? null : { ...before, owner, leaseUntil, fence: before.fence + 1 };
  };
  const initial = { ...UNTOUCHED, owner, leaseUntil, fence: 1 };
  const { value } = await putEntry(books, placeOf(key), { initial, change: taken });
  return value.owner === owner ? { key, owner, fence: value.fence } : 'busy';
}

/**
 * Points the period at a run and frees it; done again, it is done already. `stale`: another owner took the period
 * meanwhile, and nothing was written.
 */
export async function commitPeriod(
  books: RunStore,
  lease: Lease,
  commit: Commit,
): Promise<'committed' | 'stale'> {
  const before = await readPeriod(books, lease.key);
  if (before?.runId === commit.runId && before.revision === commit.revision) return 'committed';
  return changeOwn(books, lease, (now) => ({ ...now, ...commit, owner: null, leaseUntil: null }));
}

/** Frees the period of a run that did not come to its end. */
export const releasePeriod = (books: RunStore, lease: Lease): Promise<'committed' | 'stale'> =>
  changeOwn(books, lease, (now) => ({ ...now, owner: null, leaseUntil: null }));

/** One object holds owner and pointer, and is replaced only as it was read: a steal never slips in between. */
async function changeOwn(
  books: RunStore,
  { key, owner, fence }: Lease,
  change: (now: PeriodState) => PeriodState,
): Promise<'committed' | 'stale'> {
  const place = placeOf(key);
  for (;;) {
    const entry: Entry<PeriodState> | null = await readEntry(books.store, place);
    if (entry === null || entry.value.owner !== owner || entry.value.fence !== fence)
      return 'stale';
    const written = await replaceEntry(books, place, { entry, value: change(entry.value) });
    if (written !== 'conflict') return 'committed';
  }
}
