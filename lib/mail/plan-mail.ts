import type { MailRow } from './mail-row.ts';
import type { Process, Work } from './work.ts';
import { createOnce } from './write-row.ts';

/** A mail that shall go out, before the first one does. */
export interface MailPlan {
  readonly key: string;
  readonly runId: string;
  readonly releaseSeq: number;
  readonly recipientId: string;
  /** The report in its scope, as `weekly.ireland`. */
  readonly edition: string;
  readonly mimeSha256: string;
  readonly mimeBytes: number;
}

/** Plans a mail, or finds it planned. Throws `MailPlanConflictError` for other bytes under the same key. */
export function* planMail(plan: MailPlan, process: Process): Work<MailRow> {
  const at = process.now().toISOString();
  const row = {
    state: 'PLANNED',
    since: at,
    plannedAt: at,
    runId: plan.runId,
    releaseSeq: plan.releaseSeq,
    attempt: 1,
    claimId: null,
    claimDeadline: null,
    mimeSha256: plan.mimeSha256,
    mimeBytes: plan.mimeBytes,
    sesMessageId: null,
    delivery: 'NONE',
    reason: null,
    notBefore: null,
    history: [{ at, state: 'PLANNED', reason: null }],
    recipientRef: plan.recipientId,
    edition: plan.edition,
  } as const;
  const found = yield* createOnce(plan.key, { ...row, history: [...row.history] }, process);
  if (found.mimeSha256 !== plan.mimeSha256) throw new MailPlanConflictError(plan.key);
  return found;
}

/** One mail key stands for one content; other content is another revision. */
export class MailPlanConflictError extends Error {
  override readonly name = 'MailPlanConflictError';
  readonly code = 'MAIL_PLAN_CONFLICT';
  constructor(key: string) {
    super(`${key} is planned with other bytes, so nothing was sent: send them as a new revision`);
  }
}
