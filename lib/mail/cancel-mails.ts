import { cancelKeyOf } from './mail-keys.ts';
import { type MailLedger, readRows } from './mail-ledger.ts';
import { perform } from './perform.ts';
import { sweepRow } from './sweep.ts';

export interface CancelReport {
  readonly cancelled: number;
  /** Mails that had been claimed before: they may have gone out. */
  readonly claimed: number;
}

/**
 * The second half of a cancellation: call it when the cancel object of the run is written (`cancelKeyOf`), and say
 * that the run is cancelled when it returns. From then on no mail of the run is claimed.
 * Throws `NotCancelledError` when there is no cancel object yet.
 */
export async function sweepCancelled(
  ledger: MailLedger,
  run: { readonly period: string; readonly runId: string },
): Promise<CancelReport> {
  const flag = cancelKeyOf(run.runId);
  if ((await ledger.store.get(flag)) === null) throw new NotCancelledError(flag);
  const mails = (await readRows(ledger, run.period)).filter(({ row }) => row.runId === run.runId);
  let cancelled = 0;
  for (const { key } of mails) {
    const after = await perform(sweepRow(key, ledger.process), ledger);
    if (after?.state === 'CANCELLED') cancelled += 1;
  }
  return { cancelled, claimed: mails.length - cancelled };
}

export class NotCancelledError extends Error {
  override readonly name = 'NotCancelledError';
  constructor(flag: string) {
    super(`${flag} is missing: write the cancel object first, then sweep`);
  }
}
