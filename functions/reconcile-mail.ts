import { randomUUID } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { reconcile } from '#lib/mail/reconcile.ts';
import { books, clock, log } from './services.ts';

/** Events of SES → rows of the mail ledger. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const ledger = { store: books().store, process: { now: clock, newId: randomUUID } };
  const { findings, failed } = await reconcile(Records, ledger);
  const count = (name: string) => findings.filter((finding) => finding.name === name).length;
  log.metric('DuplicateMails', count('SENT_TWICE'));
  log.metric('StrayMailEvents', count('UNKNOWN_KEY') + count('MALFORMED_EVENT'));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
