import { createHash } from 'node:crypto';

/** What a mail is: one report of a period in a revision and a state, whatever run made it. */
export interface MailIdentity {
  readonly report: string;
  readonly period: string;
  readonly revision: number;
  /** A notice, a provisional report and the final one of a week are three mails. */
  readonly state: string;
}

/** Identity of a mail in the ledger. A re-send is a new revision. */
export const mailKeyOf = ({ report, period, revision, state }: MailIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([report, period, revision, state]))
    .digest('hex')
    .slice(0, 40);
