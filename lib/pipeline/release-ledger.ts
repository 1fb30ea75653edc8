import { createHash } from 'node:crypto';
import * as z from 'zod';
import { append, type ChainHead, headOf, policyVersionOf, readChain } from '#lib/chain/chain.ts';
import type { ChainBody, ReleaseBody } from '#lib/chain/chain-body.ts';
import { RELEASED_TABLES, type ReleasedTable } from '#lib/contract/landed-relation.ts';
import {
  ledgerOf,
  type ReleaseLedger,
  type ReleaseRecord,
} from '#lib/privacy/ledger/release-ledger.ts';
import type { Store } from '#lib/store/store.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import { cell, equation } from './artefacts/drafts.ts';
import { releasedFigure } from './artefacts/released-content.ts';

/** A landed table by the name under which its store knows it. */
export interface LandedName {
  readonly table: ReleasedTable;
  readonly name: string;
  readonly versioned: boolean;
}

/** A release as the ledger keeps it: with the landed tables whose rows a restatement reads again. */
export interface KeptRecord extends ReleaseRecord {
  readonly landed: readonly LandedName[];
}

/** A release as the chain and its record tell of it. */
export interface KeptRelease {
  /** The cut that it was made for. */
  readonly asOf: IsoDate;
  readonly entry: ReleaseBody;
  readonly record: KeptRecord;
}

/** All releases so far, and the place in the chain that a verdict on them holds for. */
export interface LedgerAtHead {
  readonly ledger: ReleaseLedger;
  readonly head: ChainHead;
  /** Oldest first. */
  readonly releases: readonly KeptRelease[];
  /** Places of the releases in the chain, by run. */
  readonly places: ReadonlyMap<string, number>;
  /** Of the policy that was last entered; null where none was. */
  readonly policyVersion: string | null;
}

/** A release's record is not what the chain says of it: nothing may leave before it is restored. */
export class LedgerUnreadableError extends Error {
  override readonly name = 'LedgerUnreadableError';
  constructor(key: string) {
    super(`"${key}" of the release ledger is missing or changed: restore its version`);
  }
}

const record = z.strictObject({
  frozen: z.array(z.strictObject({ cell, published: z.boolean() })),
  hidden: z.array(cell),
  equations: z.array(equation),
  figures: z.array(releasedFigure),
  revised: z.array(z.strictObject({ cell: z.string(), as: z.string() })).exactOptional(),
  amendable: z.array(z.string()).exactOptional(),
  landed: z
    .array(
      z.strictObject({ table: z.enum(RELEASED_TABLES), name: z.string(), versioned: z.boolean() }),
    )
    .default([]),
}) satisfies z.ZodType<KeptRecord>;

/** Reads every release. Throws `LedgerUnreadableError`, `ChainGapError` and `ChainBrokenError`. */
export async function readLedger(store: Store): Promise<LedgerAtHead> {
  const entries = await readChain(store);
  const releases = entries.filter((entry) => entry.kind === 'release');
  const kept = await Promise.all(
    releases.map(async (entry) => ({
      asOf: entry.asOf,
      entry,
      record: await readRecord(store, entry.body),
    })),
  );
  const records = kept.map(({ record: own }) => own);
  const policy = entries.findLast((entry) => entry.kind === 'policy');
  const policyVersion = policy === undefined ? null : policyVersionOf(policy);
  const places = new Map(releases.map(({ runId, seq }) => [runId, seq]));
  return {
    ledger: ledgerOf(records),
    head: headOf(entries),
    releases: kept,
    places,
    policyVersion,
  };
}

async function readRecord(store: Store, { key, sha256 }: ReleaseBody['body']) {
  const stored = await store.get(key);
  if (stored === null || sha256Of(stored.body) !== sha256) throw new LedgerUnreadableError(key);
  const read = record.safeParse(JSON.parse(new TextDecoder().decode(stored.body)));
  if (!read.success) throw new LedgerUnreadableError(key);
  return read.data;
}

/** What the chain says of a release besides the place of its record. */
export type ReleaseEntry = Omit<ReleaseBody, 'kind' | 'body'>;

/**
 * Writes the record, then the entry behind the head that it was decided on, and gives its place. `moved`: another
 * release or an erasure came between, so the gate must decide again.
 */
export async function keepRelease(
  store: Store,
  { head, record: added }: { readonly head: ChainHead; readonly record: KeptRecord },
  entry: ReleaseEntry,
): Promise<number | 'moved'> {
  const bytes = new TextEncoder().encode(JSON.stringify(added));
  const sha256 = sha256Of(bytes);
  const key = `releases/${sha256}`;
  await store.createIfAbsent(key, bytes);
  const body: ChainBody = { kind: 'release', ...entry, body: { key, sha256 } };
  const kept = await append(store, head, body);
  return kept === 'moved' ? kept : kept.seq;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
