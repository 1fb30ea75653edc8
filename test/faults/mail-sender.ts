import { pathToFileURL } from 'node:url';
import { ledgerMailer } from '#lib/mail/ledger-mailer.ts';
import type { MailState } from '#lib/mail/mail-row.ts';
import type { SendOutcome } from '#lib/mail/mailer.ts';
import { sesCarrier } from '#lib/mail/ses-carrier.ts';
import { sesClient } from '#lib/mail/ses-client.ts';
import { fileStore } from '#lib/store/file-store.ts';
import { smallReport } from '../../lib/mail/small-report.fixture.ts';

export const READERS = ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'];
export const RUN = {
  period: '2026-W47',
  runId: 'run-a1',
  releaseSeq: 1,
  releaseEntry: 'chain/0001',
};

/** Sends the report of a week by a ledger in a folder through SES at an address, as any process would. */
export async function sendWeekly(
  folder: string,
  endpoint: string,
  processId: string,
): Promise<readonly SendOutcome<MailState>[]> {
  const store = await fileStore(folder);
  await store.createIfAbsent(RUN.releaseEntry, new TextEncoder().encode('{}'));
  let ids = 0;
  const now = () => new Date('2026-11-24T07:00:00Z');
  const newId = () => {
    ids += 1;
    return `${processId}-${ids}`;
  };
  const credentials = { accessKeyId: 'example', secretAccessKey: 'example' };
  const client = sesClient({ endpoint, region: 'eu-west-1', credentials });
  const mailer = ledgerMailer({
    ledger: { store, process: { now, newId } },
    carrier: sesCarrier({ client, configurationSet: 'reports' }),
    run: RUN,
    seed: null,
    pace: { perSecond: 100, until: now(), now, wait: async () => {} },
  });
  return mailer.send(await smallReport(), {
    recipients: READERS,
    allowed: { addresses: READERS, domains: ['example.com'] },
  });
}

/** As a process of its own: FOLDER ENDPOINT PROCESS_ID. */
const [, script = '', folder = '', endpoint = '', processId = ''] = process.argv;
if (import.meta.url === pathToFileURL(script).href) await sendWeekly(folder, endpoint, processId);
