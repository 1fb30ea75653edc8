import { rowKeyOf } from '#lib/mail/mail-keys.ts';
import { record } from '#lib/mail/mail-ledger.ts';
import { perform } from '#lib/mail/perform.ts';
import { planMail } from '#lib/mail/plan-mail.ts';
import type { Submission } from '#lib/mail/submission.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { finishRun, NO_MAILS } from '#lib/runs/run-state.ts';
import type { Store } from '#lib/store/store.ts';
import { notingOrchestrator, testBooks } from '../fixtures/run-books.ts';

export const WEEK = '2026-W47';

/** Keys of three mails, by what the provider answered. */
export const MAILS = {
  accepted: 'a'.repeat(40),
  refused: 'b'.repeat(40),
  lost: 'c'.repeat(40),
} as const;

const ANSWERS: readonly (readonly [string, Submission])[] = [
  [MAILS.accepted, { outcome: 'accepted', messageId: 'message-1' }],
  [
    MAILS.refused,
    { outcome: 'refused', code: 'MessageRejected', retryAfter: null, stopsAll: false },
  ],
  [MAILS.lost, { outcome: 'unknown', code: 'ECONNRESET' }],
];

/** Puts a run into a ledger that ended at `at`, with one mail for each answer. Gives its id. */
export async function endedRun(store: Store, at: string): Promise<string> {
  const books = testBooks(store, at);
  const scope = { tenant: 'main', report: 'weekly', scope: 'all', period: WEEK } as const;
  const { run } = await requestRun(books, notingOrchestrator(), {
    key: { ...scope, configHash: 'hash', revision: 1 },
    asOf: '2026-11-23',
    delivery: 'scheduled',
    by: { principal: 'schedule', request: 'schedule' },
  });
  const ledger = { store, process: { now: books.clock, newId: books.randomId } };
  for (const [mailKey, submission] of ANSWERS) {
    const key = rowKeyOf(WEEK, mailKey);
    const sent = { edition: 'weekly', mimeSha256: 'hash', mimeBytes: 1 };
    const plan = { ...sent, key, runId: attemptId(run, 1), releaseSeq: 0 };
    await perform(planMail({ ...plan, recipientId: `to-${mailKey}` }, ledger.process), ledger);
    await record(ledger, key, { kind: 'claim', claimId: 'claim' });
    await record(ledger, key, { kind: 'answer', claimId: 'claim', submission });
  }
  const mails = { ...NO_MAILS, accepted: 1, unknown: 1, failed: 1 };
  await finishRun(books, run, { runId: 'computed', readiness: 'FINAL', mails });
  return run;
}
