import { suppressionKeyOf } from './mail-keys.ts';
import { type MailLedger, readRows } from './mail-ledger.ts';
import { perform } from './perform.ts';
import { sweepRow } from './sweep.ts';

export interface Suppression {
  readonly recipientId: string;
  readonly cause: 'BOUNCE' | 'COMPLAINT';
  /** The mail that bounced or was complained about. */
  readonly mailKey: string;
}

/** Nothing goes to this recipient any more: first the object is written, then what is planned is swept. */
export async function suppressRecipient(
  ledger: MailLedger,
  { recipientId, cause, mailKey }: Suppression,
): Promise<void> {
  const { store, process } = ledger;
  const body = JSON.stringify({ cause, mailKey, at: process.now().toISOString() });
  await store.createIfAbsent(suppressionKeyOf(recipientId), new TextEncoder().encode(body));
  for (const { key, row } of await readRows(ledger, null)) {
    if (row.recipientRef === recipientId && row.state === 'PLANNED') {
      await perform(sweepRow(key, process), ledger);
    }
  }
}
