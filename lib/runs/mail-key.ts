import { identityHash } from './identity-hash.ts';

/** What a mail is: one report of a period in a revision and of a kind, whatever run made it and whoever gets it. */
export interface MailIdentity {
  /** Whose report it is, where one ledger serves several businesses. */
  readonly tenant?: string;
  readonly report: string;
  /** Registered scope of the report; absent where it covers everything. */
  readonly scope?: string;
  readonly period: string;
  readonly revision: number;
  /** Kind of the mail: a notice, a provisional report and the final one of a week are three mails. */
  readonly state: string;
  /** Run that holds the report: a notice is of what holds it now, and may differ the next time. Absent for reports. */
  readonly run?: string;
}

const LENGTH = 40;
export const MAIL_KEY = /^[a-z2-7]{40}$/;

/** Identity of a mail, which its report is rendered with. A re-send is a new revision. */
export const mailKeyOf = (mail: MailIdentity): string => identityHash(mail).slice(0, LENGTH);

/** Identity of one recipient's copy in the ledger: a report is rendered before its readers are known. */
export const recipientMailKeyOf = (mailKey: string, recipientId: string): string =>
  identityHash({ mailKey, recipientId }).slice(0, LENGTH);

/** Stands for a recipient wherever something is kept: ledgers, tags and logs hold no address. */
export const recipientIdOf = (address: string): string =>
  identityHash({ recipient: address }).slice(0, LENGTH);
