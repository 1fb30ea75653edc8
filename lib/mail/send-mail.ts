import { cancelKeyOf, suppressionKeyOf } from './mail-keys.ts';
import type { MailRow } from './mail-row.ts';
import type { Submission } from './submission.ts';
import { afterEvent } from './transitions.ts';
import { isSwitchedOff, isThere, type Process, readRow, submit, type Work } from './work.ts';
import { applyEvent, replaceOnce } from './write-row.ts';

export interface MailToSend {
  readonly key: string;
  /** Key of the entry that makes the release evident; without it nothing is sent. */
  readonly releaseEntry: string;
}

export interface SendResult {
  readonly row: MailRow;
  /** Why no other mail should be tried now: a refusal that all share, or the kill switch. */
  readonly stopsAll: boolean;
  /** The carrier turned this mail away, for now or for good. */
  readonly refused: boolean;
}

/**
 * Sends a planned mail at most once. The row is claimed by a conditional write first, and only the process whose
 * claim the row shows submits the mail. A mail that is not claimable is left as it is.
 * Throws `MissingMailError`, `MissingReleaseError`, `LedgerWriteError`.
 */
export function* sendMail(mail: MailToSend, process: Process): Work<SendResult> {
  const claim = yield* claimMail(mail, process);
  if (claim.claimId === null) return { row: claim.row, stopsAll: claim.stopsAll, refused: false };
  const submission = yield* submitInTime(mail.key, claim.row, process);
  const event = { kind: 'answer', claimId: claim.claimId, submission } as const;
  const row = (yield* applyEvent(mail.key, event, process)) ?? claim.row;
  const refused = submission.outcome === 'refused';
  return { row, stopsAll: refused && submission.stopsAll, refused };
}

interface Claim {
  readonly row: MailRow;
  /** Null where this process may not submit the mail. */
  readonly claimId: string | null;
  readonly stopsAll: boolean;
}

/** Reads the row, then everything that could stop it, then writes: a stop that was swept is never overlooked. */
function* claimMail({ key, releaseEntry }: MailToSend, process: Process): Work<Claim> {
  const read = yield* readRow(key);
  if (read === null) throw new MissingMailError(key);
  const claimId = process.newId();
  const at = process.now();
  const next = afterEvent(read.row, { kind: 'claim', claimId }, at);
  if (next === null) {
    return notClaimed((yield* applyEvent(key, { kind: 'overdue' }, process)) ?? read.row);
  }
  const stop = yield* stopOf(read.row);
  if (stop === 'switched-off') return { ...notClaimed(read.row), stopsAll: true };
  if (stop !== null) {
    return notClaimed((yield* applyEvent(key, { kind: stop }, process)) ?? read.row);
  }
  if (!(yield* isThere(releaseEntry))) throw new MissingReleaseError(releaseEntry);
  const written = yield* replaceOnce(read, next, process);
  if (written === null) return notClaimed((yield* readRow(key))?.row ?? read.row);
  return { row: written, claimId, stopsAll: false };
}

const notClaimed = (row: MailRow): Claim => ({ row, claimId: null, stopsAll: false });

function* stopOf(row: MailRow): Work<'cancel' | 'suppress' | 'switched-off' | null> {
  if (yield* isThere(cancelKeyOf(row.runId))) return 'cancel';
  if (yield* isThere(suppressionKeyOf(row.recipientRef))) return 'suppress';
  return (yield* isSwitchedOff()) ? 'switched-off' : null;
}

const TOO_LATE: Submission = {
  outcome: 'refused',
  code: 'CLAIM_OVERDUE',
  retryAfter: 0,
  stopsAll: false,
};

/** A process that was asleep since its claim submits nothing: others hold the mail for doubtful by now. */
function* submitInTime(key: string, row: MailRow, process: Process): Work<Submission> {
  const inTime =
    row.claimDeadline !== null && process.now().getTime() < Date.parse(row.claimDeadline);
  return inTime ? yield* submit(key) : TOO_LATE;
}

export class MissingMailError extends Error {
  override readonly name = 'MissingMailError';
  constructor(key: string) {
    super(`${key} was never planned: plan all mails of a run before the first is sent`);
  }
}

export class MissingReleaseError extends Error {
  override readonly name = 'MissingReleaseError';
  constructor(key: string) {
    super(`release entry ${key} is missing, so nothing was sent: run the gate again`);
  }
}
