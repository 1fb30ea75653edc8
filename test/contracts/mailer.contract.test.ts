import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecipientNotAllowedError } from '#lib/mail/allow-list.ts';
import { ledgerMailer } from '#lib/mail/ledger-mailer.ts';
import type { Mailer } from '#lib/mail/mailer.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { NotForSendingError } from '#lib/mail/sendable.ts';
import { sesCarrier } from '#lib/mail/ses-carrier.ts';
import { sesClient } from '#lib/mail/ses-client.ts';
import type { Released } from '#lib/privacy/released.ts';
import type { ReportState } from '#lib/privacy/report.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { raise, testLedger } from '../../lib/mail/ledger.fixture.ts';
import { smallReport } from '../../lib/mail/small-report.fixture.ts';
import { sesServer } from '../fixtures/ses-server.ts';

/** A mailer under test, and every message that it has let out, as MIME. */
interface Opened {
  readonly mailer: Mailer<string>;
  messages(): Promise<string[]>;
  close(): Promise<void>;
}

async function openOutbox(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  const messages = async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort();
    return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  };
  return {
    mailer: outboxMailer(folder),
    messages,
    close: () => rm(folder, { recursive: true }),
  };
}

async function openSes(): Promise<Opened> {
  const server = await sesServer();
  const ledger = testLedger();
  await raise(ledger, 'chain/0001');
  const run = { period: '2026-W47', runId: 'run-a1', releaseSeq: 1, releaseEntry: 'chain/0001' };
  const now = ledger.process.now;
  const pace = { perSecond: 10, until: now(), now, wait: async () => {} };
  const client = sesClient(server.client);
  const carrier = sesCarrier({ client, configurationSet: 'reports' });
  return {
    mailer: ledgerMailer({ ledger, carrier, run, seed: null, pace }),
    messages: async () => server.messages.map(({ mime }) => mime),
    close: () => server.close(),
  };
}

const rendered = new Map<ReportState, Released<RenderedReport>>();
beforeAll(async () => {
  for (const state of ['FINAL', 'ANALYSIS'] as const) {
    rendered.set(state, await smallReport(state));
  }
});

const allowed = { addresses: ['finance@example.com', 'cfo@example.com'], domains: ['example.com'] };
const send = ({ mailer }: Opened, recipients: readonly string[], state: ReportState = 'FINAL') => {
  const report = rendered.get(state);
  if (report === undefined) throw new Error(`no ${state} report`);
  return mailer.send(report, { recipients, allowed });
};

describe.each([
  { name: 'a folder', open: openOutbox },
  { name: 'SES', open: openSes },
])('a mailer to $name', ({ open }) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('lets nothing out if one recipient is not listed, or the report is an analysis', async () => {
    const stray = send(opened, ['finance@example.com', 'stranger@example.com']);
    await expect(stray).rejects.toThrow(RecipientNotAllowedError);
    const analysis = send(opened, ['finance@example.com'], 'ANALYSIS');
    await expect(analysis).rejects.toThrow(NotForSendingError);
    expect(await opened.messages()).toEqual([]);
  });

  it('lets out one message for each recipient, to nobody else, and says what became of it', async () => {
    const twice = ['finance@example.com', 'cfo@example.com', 'finance@EXAMPLE.com'];
    const outcomes = await send(opened, twice);
    expect(outcomes.map(({ recipient }) => recipient)).toEqual([1, 2]);
    expect(outcomes.every(({ status }) => ['sent', 'ACCEPTED'].includes(status))).toBe(true);
    expect(outcomes.every(({ reference }) => !reference.includes('@'))).toBe(true);
    const parsed = await Promise.all(
      (await opened.messages()).map((mime) => PostalMime.parse(mime)),
    );
    expect(parsed.map(({ to }) => to?.[0]?.address).sort()).toEqual(allowed.addresses.toSorted());
    expect(parsed.every(({ to, cc, bcc }) => to?.length === 1 && !cc && !bcc)).toBe(true);
  });

  it('lets out the same bytes for the same report, and no second message', async () => {
    const before = await opened.messages();
    const again = await send(opened, ['cfo@example.com', 'finance@example.com']);
    expect(again.map(({ recipient }) => recipient)).toEqual([1, 2]);
    expect(await opened.messages()).toEqual(before);
  });
});
