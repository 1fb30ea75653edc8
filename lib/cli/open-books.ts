import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { fileStore } from '#lib/store/file-store.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { s3Store } from '#lib/store/s3-store.ts';

const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})\/?$/;

/** The ledger bucket that `--store` names; null where it names a folder. Throws `RunRequestError`. */
export function ledgerBucketOf(store: string): string | null {
  if (!store.startsWith('s3://')) return null;
  const bucket = BUCKET.exec(store)?.[1];
  if (bucket !== undefined) return bucket;
  throw new RunRequestError(`--store ${store}: must be a folder, or s3:// and a ledger bucket`);
}

/** The ledger of runs and mails: of this machine, below a folder, or of an account, in its ledger bucket. */
export async function openBooks(store: string): Promise<RunStore> {
  const bucket = ledgerBucketOf(store);
  return {
    store:
      bucket === null
        ? await fileStore(join(resolve(store), 'ledger'))
        : s3Store({ client: s3Client(), bucket }),
    clock: () => new Date(),
    randomId: randomUUID,
  };
}

/** The mails in a ledger. */
export const mailsIn = ({ store, clock, randomId }: RunStore): MailLedger => ({
  store,
  process: { now: clock, newId: randomId },
});
