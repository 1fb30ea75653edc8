import { openReleased, type Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { recipientIdOf, recipientMailKeyOf } from '#lib/runs/mail-key.ts';
import { type Address, parseAddress } from './address.ts';
import type { Carrier } from './carrier.ts';
import { composeToLeave } from './leaving/compose-to-leave.ts';
import { rowKeyOf } from './mail-keys.ts';
import type { MailLedger } from './mail-ledger.ts';
import type { MailRow } from './mail-row.ts';
import { messageHash } from './message-hash.ts';
import { perform } from './perform.ts';
import { planMail } from './plan-mail.ts';
import { type SendResult, sendMail } from './send-mail.ts';

/** The run whose mails are sent. */
export interface MailRun {
  /** Period of the report, as in `2026-W47`; it names the folder of the rows. */
  readonly period: string;
  readonly runId: string;
  readonly releaseSeq: number;
  /** Key of the object that proves the release; no claim is made without it. */
  readonly releaseEntry: string;
}

/** What one recipient gets, and its place in the ledger. */
export interface Copy {
  readonly report: Released<RenderedReport>;
  readonly address: Address;
  readonly mailKey: string;
  readonly key: string;
}

export function copyFor(
  report: Released<RenderedReport>,
  address: Address,
  { period }: MailRun,
): Copy {
  const mailKey = recipientMailKeyOf(openReleased(report).mail.key, recipientIdOf(address));
  return { report, address, mailKey, key: rowKeyOf(period, mailKey) };
}

/** Throws `NotFitToLeaveError`, `MessageTooLargeError`, and as `planMail`. */
export async function planCopy(
  { report, address, key }: Copy,
  { runId, releaseSeq }: MailRun,
  ledger: MailLedger,
): Promise<MailRow> {
  const mime = openReleased(await composeToLeave(report, address));
  const plan = {
    key,
    runId,
    releaseSeq,
    recipientId: recipientIdOf(address),
    edition: openReleased(report).id,
    mimeSha256: messageHash(mime),
    mimeBytes: mime.byteLength,
  };
  return perform(planMail(plan, ledger.process), ledger);
}

/**
 * As `sendMail`. The message is composed again when it leaves, to the same bytes: all of them at once would not fit
 * into memory.
 */
export function sendCopy(
  { report, address, key, mailKey }: Copy,
  { period, runId, releaseEntry }: MailRun,
  { ledger, carrier }: { readonly ledger: MailLedger; readonly carrier: Carrier },
): Promise<SendResult> {
  const from = parseAddress(openReleased(report).mail.from);
  const submit = async () => {
    const mime = await composeToLeave(report, address);
    return carrier.submit({ from, to: address, mime, mailKey, period, runId });
  };
  const work = sendMail({ key, releaseEntry }, ledger.process);
  return perform(work, { store: ledger.store, submit });
}
