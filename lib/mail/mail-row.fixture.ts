import type { MailRow } from './mail-row.ts';

export const NOW = new Date('2026-11-24T07:00:00Z');

/** A mail that was planned now and not claimed yet. */
export const PLANNED: MailRow = {
  rev: 1,
  writeId: 'plan',
  state: 'PLANNED',
  since: NOW.toISOString(),
  plannedAt: NOW.toISOString(),
  runId: 'run',
  releaseSeq: 1,
  attempt: 1,
  claimId: null,
  claimDeadline: null,
  mimeSha256: 'hash',
  mimeBytes: 1,
  sesMessageId: null,
  delivery: 'NONE',
  reason: null,
  notBefore: null,
  history: [],
  recipientRef: 'recipient',
};
