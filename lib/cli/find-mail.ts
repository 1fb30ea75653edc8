import { ROWS } from '#lib/mail/mail-keys.ts';
import type { MailLedger } from '#lib/mail/mail-ledger.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';

/** Where a mail stands in the ledger. */
export interface FoundMail {
  readonly period: string;
  readonly mailKey: string;
}

/** The mail whose key begins as told. Throws `RunRequestError` where there is none, or more than one. */
export async function findMail({ store }: MailLedger, begin: string): Promise<FoundMail> {
  const found = (await store.list(ROWS)).flatMap((key) => {
    const [, period, mailKey] = key.split('/');
    return period && mailKey?.startsWith(begin) ? [{ period, mailKey }] : [];
  });
  const [mail, ...others] = found;
  if (mail === undefined)
    throw new RunRequestError(`no mail is called ${begin}; see \`tenure runs mails\``);
  if (others.length > 0)
    throw new RunRequestError(`${found.length} mails begin with ${begin}; write more of the key`);
  return mail;
}
