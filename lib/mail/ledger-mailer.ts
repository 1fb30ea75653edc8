import { openReleased } from '#lib/privacy/released.ts';
import { type Address, parseAddress } from './address.ts';
import { checkRecipients } from './allow-list.ts';
import type { Carrier } from './carrier.ts';
import { fanOut, type Pace } from './fan-out.ts';
import type { MailLedger } from './mail-ledger.ts';
import type { MailRow, MailState } from './mail-row.ts';
import type { Mailer } from './mailer.ts';
import { type Copy, copyFor, type MailRun, planCopy, sendCopy } from './message-copy.ts';
import { checkSendable } from './sendable.ts';

export interface LedgerMailerParts {
  readonly ledger: MailLedger;
  readonly carrier: Carrier;
  readonly run: MailRun;
  /** An internal address that gets the report first; unless it is accepted, nobody else gets it. */
  readonly seed: string | null;
  readonly pace: Pace;
}

/**
 * Sends each recipient's copy at most once, whatever crashes, repeats or runs beside it: all copies are planned in
 * the ledger, the seed address gets the first, the others follow in the order of their keys. Call it again to go on
 * with what waits. Throws as `Mailer`, and `MessageTooLargeError`, `MailPlanConflictError`, `MissingReleaseError`,
 * `LedgerWriteError`.
 */
export const ledgerMailer = (parts: LedgerMailerParts): Mailer<MailState> => ({
  async send(report, { recipients, allowed }) {
    const { seed, run } = parts;
    const everyone = seed === null ? recipients : [seed, ...recipients];
    const addresses = checkRecipients(everyone, allowed);
    checkSendable(openReleased(report));
    const copies = addresses.map((address) => copyFor(report, address, run));
    const rows = await sendAll(copies, parts);
    const placeOf = (address: Address): number =>
      recipients.findIndex((text) => parseAddress(text) === address) + 1;
    return copies.map(({ key, address, mailKey }) => ({
      recipient: placeOf(address),
      status: rows.get(key)?.state ?? 'PLANNED',
      reference: mailKey,
    }));
  },
});

/** Copies in the order of the recipients; the seed's first. */
async function sendAll(
  copies: readonly Copy[],
  { ledger, carrier, run, seed, pace }: LedgerMailerParts,
): Promise<ReadonlyMap<string, MailRow>> {
  const rows = new Map<string, MailRow>();
  for (const copy of sorted(copies)) rows.set(copy.key, await planCopy(copy, run, ledger));
  const first = seed === null ? [] : copies.slice(0, 1);
  for (const round of [first, sorted(copies.slice(first.length))]) {
    const seen = await fanOut(round, (copy) => sendCopy(copy, run, { ledger, carrier }), pace);
    for (const [key, row] of seen) rows.set(key, row);
    if (!first.every(({ key }) => rows.get(key)?.state === 'ACCEPTED')) break;
  }
  return rows;
}

const sorted = (copies: readonly Copy[]): Copy[] =>
  [...copies].sort((a, b) => (a.key < b.key ? -1 : 1));
