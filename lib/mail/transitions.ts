import { DELIVERIES, type Delivery, type MailRow, type MailState } from './mail-row.ts';
import type { Submission } from './submission.ts';

/** Anything that can happen to a row. */
export type MailEvent =
  | { readonly kind: 'claim'; readonly claimId: string }
  | { readonly kind: 'answer'; readonly claimId: string; readonly submission: Submission }
  | { readonly kind: 'evidence'; readonly messageId: string; readonly delivery: Delivery }
  | { readonly kind: 'cancel' | 'suppress' | 'overdue' }
  | { readonly kind: 'not-received' | 'abandon'; readonly by: string };

/** A claim that has no answer by then is doubtful for everyone who sees it. Longer than a request may take. */
export const CLAIM_SECONDS = 120;
const STALE_SECONDS = 72 * 3600;
/** An event may take a while; before that nobody can say that a mail did not arrive. */
const DOUBT_SECONDS = 3600;
const MOST_HISTORY = 20;

/** The row after the event, or null where the event changes nothing. */
export function afterEvent(row: MailRow, event: MailEvent, at: Date): MailRow | null {
  switch (event.kind) {
    case 'claim':
      return isClaimable(row, at) ? claimed(row, event.claimId, at) : null;
    case 'answer':
      return answered(row, event, at);
    case 'evidence':
      return accepted(row, event, at);
    case 'cancel':
      return endPlanned(row, 'CANCELLED', at);
    case 'suppress':
      return endPlanned(row, 'SUPPRESSED', at);
    case 'overdue':
      return overdue(row, at);
    case 'not-received':
      return isLongUnknown(row, at) ? plannedAgain(row, event.by, at) : null;
    case 'abandon':
      return row.state === 'UNKNOWN'
        ? become(row, { state: 'ABANDONED', reason: decisionReason('abandon', event.by) }, at)
        : null;
  }
}

const NO_CLAIM = { claimId: null, claimDeadline: null } as const;

const isStale = ({ state, plannedAt }: MailRow, at: Date): boolean =>
  state === 'PLANNED' && at.getTime() - Date.parse(plannedAt) > STALE_SECONDS * 1000;

const isClaimable = (row: MailRow, at: Date): boolean =>
  row.state === 'PLANNED' &&
  !isStale(row, at) &&
  (row.notBefore === null || Date.parse(row.notBefore) <= at.getTime());

/** What time alone does: a stale plan expires, a claim without an answer becomes doubtful. */
function overdue(row: MailRow, at: Date): MailRow | null {
  if (isStale(row, at)) return endPlanned(row, 'EXPIRED', at);
  const answerDue = row.claimDeadline !== null && Date.parse(row.claimDeadline) < at.getTime();
  return row.state === 'SENDING' && answerDue
    ? become(row, { state: 'UNKNOWN', reason: 'NO_ANSWER' }, at)
    : null;
}

const isLongUnknown = ({ state, since }: MailRow, at: Date): boolean =>
  state === 'UNKNOWN' && at.getTime() - Date.parse(since) >= DOUBT_SECONDS * 1000;

const claimed = (row: MailRow, claimId: string, at: Date): MailRow =>
  become(
    row,
    {
      state: 'SENDING',
      claimId,
      claimDeadline: after(at, CLAIM_SECONDS),
      notBefore: null,
      reason: null,
    },
    at,
  );

/** A yes is the truth whoever brings it; a no or a doubt counts only for the claim that it answers. */
function answered(
  row: MailRow,
  { claimId, submission }: Extract<MailEvent, { kind: 'answer' }>,
  at: Date,
): MailRow | null {
  if (submission.outcome === 'accepted') {
    return accepted(row, { messageId: submission.messageId, delivery: 'NONE' }, at);
  }
  if (row.claimId !== claimId) return null;
  if (submission.outcome === 'unknown') {
    return row.state === 'SENDING'
      ? become(row, { state: 'UNKNOWN', reason: submission.code }, at)
      : null;
  }
  return row.state === 'SENDING' || row.state === 'UNKNOWN' ? refused(row, submission, at) : null;
}

const refused = (
  row: MailRow,
  { code, retryAfter }: Extract<Submission, { outcome: 'refused' }>,
  at: Date,
): MailRow =>
  retryAfter === null
    ? become(row, { ...NO_CLAIM, state: 'FAILED', reason: code }, at)
    : become(
        row,
        { ...NO_CLAIM, state: 'PLANNED', reason: code, notBefore: after(at, retryAfter) },
        at,
      );

/** How a decision stands in a row. */
export const decisionReason = (kind: 'not-received' | 'abandon', by: string): string =>
  `${kind === 'abandon' ? 'ABANDONED' : 'NOT_RECEIVED'}:${by}`;

/** A row that names two messages: the mail went out twice. */
export const SENT_TWICE = 'SENT_TWICE';

/** Evidence may come late, twice and in any order: what remains is the same for every order. */
function accepted(
  row: MailRow,
  { messageId, delivery }: { readonly messageId: string; readonly delivery: Delivery },
  at: Date,
): MailRow | null {
  const other = row.sesMessageId !== null && row.sesMessageId !== messageId;
  const change = {
    ...NO_CLAIM,
    state: 'ACCEPTED',
    notBefore: null,
    sesMessageId:
      other && row.sesMessageId !== null && row.sesMessageId < messageId
        ? row.sesMessageId
        : messageId,
    delivery: further(row.delivery, delivery),
    reason: other || row.reason === SENT_TWICE ? SENT_TWICE : null,
  } as const;
  const isNews =
    row.state !== change.state ||
    row.sesMessageId !== change.sesMessageId ||
    row.delivery !== change.delivery ||
    row.reason !== change.reason;
  return isNews ? become(row, change, at) : null;
}

const further = (one: Delivery, other: Delivery): Delivery =>
  DELIVERIES.indexOf(one) >= DELIVERIES.indexOf(other) ? one : other;

const endPlanned = (row: MailRow, state: MailState, at: Date): MailRow | null =>
  row.state === 'PLANNED' ? become(row, { state, notBefore: null }, at) : null;

const plannedAgain = (row: MailRow, by: string, at: Date): MailRow =>
  become(
    row,
    {
      ...NO_CLAIM,
      state: 'PLANNED',
      attempt: row.attempt + 1,
      plannedAt: at.toISOString(),
      notBefore: null,
      reason: decisionReason('not-received', by),
    },
    at,
  );

const after = (at: Date, seconds: number): string =>
  new Date(at.getTime() + seconds * 1000).toISOString();

function become(row: MailRow, change: Partial<MailRow>, at: Date): MailRow {
  const next = { ...row, ...change };
  const entry = { at: at.toISOString(), state: next.state, reason: next.reason };
  const since = next.state === row.state ? row.since : entry.at;
  return { ...next, since, history: [...row.history, entry].slice(-MOST_HISTORY) };
}
