import { rowKeyOf } from './mail-keys.ts';
import { type MailLedger, record } from './mail-ledger.ts';
import { perform } from './perform.ts';
import { parseSesEvent, type SesEvent, SesEventError } from './ses-event.ts';
import { suppressRecipient } from './suppress-recipient.ts';
import { SENT_TWICE } from './transitions.ts';
import { readRow } from './work.ts';

/** A message of the queue, as SQS hands it to a Lambda. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

/** Something that must wake somebody up. */
export interface MailFinding {
  readonly name: 'UNKNOWN_KEY' | typeof SENT_TWICE | 'MALFORMED_EVENT';
  /** Null where the event names no row. */
  readonly mailKey: string | null;
}

export interface Reconciled {
  readonly findings: readonly MailFinding[];
  /** Queue messages to be delivered again: answer with them as batch item failures. */
  readonly failed: readonly string[];
}

/**
 * Merges events into the ledger. They may come twice, late and in any order: the row ends the same. A message that
 * cannot be read or merged fails alone.
 */
export async function reconcile(
  messages: readonly QueueMessage[],
  ledger: MailLedger,
): Promise<Reconciled> {
  const findings: MailFinding[] = [];
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    try {
      const event = parseSesEvent(body);
      if (event !== null) findings.push(...(await merge(event, ledger)));
    } catch (error) {
      failed.push(messageId);
      if (error instanceof SesEventError) findings.push({ name: 'MALFORMED_EVENT', mailKey: null });
    }
  }
  return { findings, failed };
}

async function merge(event: SesEvent, ledger: MailLedger): Promise<MailFinding[]> {
  const { mail, suppression, messageId, delivery } = event;
  if (mail === null) return [{ name: 'UNKNOWN_KEY', mailKey: null }];
  const { mailKey } = mail;
  const key = rowKeyOf(mail.period, mailKey);
  const found = await perform(readRow(key), ledger);
  if (found === null) return [{ name: 'UNKNOWN_KEY', mailKey }];
  if (suppression !== null) {
    const recipientId = found.row.recipientRef;
    await suppressRecipient(ledger, { recipientId, cause: suppression, mailKey });
  }
  const merged = await record(ledger, key, { kind: 'evidence', messageId, delivery });
  return merged?.reason === SENT_TWICE ? [{ name: SENT_TWICE, mailKey }] : [];
}
