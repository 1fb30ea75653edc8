import type { S3Client } from '@aws-sdk/client-s3';
import { readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { type ObjectVersion, objectVersions, removeVersions } from '#lib/store/s3-versions.ts';
import { clean } from './erasure-incomplete.ts';
import { keepReceipts } from './erasure-receipt.ts';
import { ledgerMayHold, listedNeedles } from './ledger-scan.ts';
import type { Needle } from './needle.ts';
import { markErasures } from './request-erasure.ts';
import { scanVersions } from './s3-scan.ts';
import type { ScanReceipt } from './scan-receipt.ts';

/** The buckets of an account, as somebody sees them who may delete versions there. */
export interface AccountStores {
  readonly client: S3Client;
  readonly books: RunStore;
  readonly ledger: string;
  /** Null where only the ledger is looked at. */
  readonly lake: string | null;
  /** Buckets that are read and left as they are, such as that of the deliveries. */
  readonly others: readonly string[];
}

/** What steps computed from persons: nothing of it is needed to go on, and the next run scores without them. */
const DERIVED = { ledger: ['memo/'], lake: ['work/', 'staged/', 'scoped/', 'scores/'] } as const;

/**
 * Removes for good what an account keeps of steps and what nobody sees any more, then reads every version that is left,
 * and only then keeps a receipt of each request. Landed and delivered files are not changed: where they still hold
 * somebody, the error names them. Throws `ErasureIncompleteError`.
 */
export async function eraseInAccount(
  stores: AccountStores,
  known: readonly Needle[],
): Promise<readonly ScanReceipt[]> {
  const { client, books, ledger, lake } = stores;
  await markErasures(books);
  const list = await readErasureList(books);
  for (const prefix of DERIVED.ledger) await removeBelow(client, ledger, prefix);
  await removeHidden(client, ledger);
  if (lake !== null) {
    for (const prefix of DERIVED.lake) await removeBelow(client, lake, prefix);
    await removeHidden(client, lake);
  }
  const scans = await proveInAccount(stores, known);
  await keepReceipts(books, list, scans);
  return scans;
}

/** Reads every version of every object for what is known of erased persons. Throws `ErasureIncompleteError`. */
export async function proveInAccount(
  { client, books, ledger, lake, others }: AccountStores,
  known: readonly Needle[],
): Promise<readonly ScanReceipt[]> {
  const needles = [...known, ...(await listedNeedles(books))];
  const scans: ScanReceipt[] = [];
  for (const bucket of [ledger, ...(lake === null ? [] : [lake]), ...others]) {
    const mayHold = bucket === ledger ? ledgerMayHold : () => false;
    scans.push(clean(await scanVersions(client, { bucket, prefix: '' }, { needles, mayHold })));
  }
  return scans;
}

const removeBelow = (client: S3Client, bucket: string, prefix: string): Promise<number> =>
  removeVersions(client, { bucket }, objectVersions(client, { bucket, prefix }));

const removeHidden = (client: S3Client, bucket: string): Promise<number> =>
  removeVersions(client, { bucket }, hidden(objectVersions(client, { bucket, prefix: '' })));

/** Replaced versions, and deleted objects with their marks. */
async function* hidden(versions: AsyncIterable<ObjectVersion>): AsyncGenerator<ObjectVersion> {
  for await (const version of versions) if (!version.isLatest || version.isMarker) yield version;
}
