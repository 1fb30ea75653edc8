import { checkChain } from '#lib/chain/chain.ts';
import type { Configuration } from '#lib/config/configuration.ts';
import { readReceipt } from '#lib/erasure/erasure-receipt.ts';
import { readRows } from '#lib/mail/mail-ledger.ts';
import { readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { processingRecord } from './processing-record.ts';
import { retentionOf } from './retention.ts';

/** What an auditor is shown of a deployment. */
export interface AuditedDeployment {
  readonly configuration: Configuration;
  /** The impact assessment as its company reviewed it; null where there is none. */
  readonly assessment: string | null;
  readonly books: RunStore;
}

/** Files of an auditor's pack by their names. They name no person, no address and no pseudonym. */
export async function auditorPack({
  configuration,
  assessment,
  books,
}: AuditedDeployment): Promise<ReadonlyMap<string, string>> {
  const { entries, fault } = await checkChain(books.store);
  const files = new Map([
    ['processing-record.md', processingRecord(configuration)],
    ...(assessment === null ? [] : [['dpia.md', assessment] as const]),
    ['chain.json', json({ sound: fault === null, fault: fault?.message ?? null, entries })],
    ['policies.json', json(entries.filter(({ kind }) => kind === 'policy'))],
    ['erasures.json', json(await erasures(books))],
    ['mails.json', json(await mails(books))],
    ['retention.json', json(retentionOf(configuration))],
  ]);
  return files.set('contents.md', contents(files));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Requests, when they were due, and the proof of the scan that followed. */
async function erasures(books: RunStore) {
  const { requests } = await readErasureList(books);
  return Promise.all(
    requests.map(async ({ receipt, requestedAt, due }) => ({
      receipt,
      requestedAt,
      due,
      carriedOut: await readReceipt(books, receipt),
    })),
  );
}

/** Who received what: recipients by their reference, contents by their hash. */
async function mails({ store, clock, randomId }: RunStore) {
  const rows = await readRows({ store, process: { now: clock, newId: randomId } }, null);
  return rows.map(({ key, row }) => ({
    key,
    recipient: row.recipientRef,
    edition: row.edition ?? null,
    state: row.state,
    since: row.since,
    delivery: row.delivery,
    releaseSeq: row.releaseSeq,
    runId: row.runId,
    sha256: row.mimeSha256,
  }));
}

const SAYS: Readonly<Record<string, string>> = {
  'processing-record.md': 'record of processing activities (Art. 30)',
  'dpia.md': 'impact assessment, with the test of each risk (Art. 35)',
  'chain.json': 'releases, erasures and changes of policy, each linked to the one before',
  'policies.json': 'the changes of policy alone',
  'erasures.json': 'requests to be erased, when they were due, and the scan that proves each',
  'mails.json': 'who received what: references of recipients, hashes of messages',
  'retention.json': 'what is kept where, and how long',
};

const contents = (files: ReadonlyMap<string, string>): string =>
  `${[
    '# Contents',
    '',
    ...Object.entries(SAYS).map(
      ([name, says]) => `* ${name}: ${says}${files.has(name) ? '' : ' – MISSING'}`,
    ),
    '',
    'Kept by the company itself: the list of processors, who has access to the account and when that was last reviewed, the',
    'custody of the keys, and the report of the last incident drill.',
  ].join('\n')}\n`;
