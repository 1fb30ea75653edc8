import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { main } from '#lib/cli/main.ts';
import { openBooks } from '#lib/cli/open-books.ts';
import { rowKeyOf } from '#lib/mail/mail-keys.ts';
import { readMail } from '#lib/mail/mail-ledger.ts';
import { bodyOf, closed, listening } from '../fixtures/loopback-server.ts';
import { s3Server } from '../fixtures/s3-server.ts';
import { sesServer } from '../fixtures/ses-server.ts';
import { endedRun, MAILS, WEEK } from './ended-run.ts';

const LONG_AGO = '2020-01-07T07:00:00.000Z';
const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:tenure-main';
const ledger = ['--store', 's3://example-ledger'];
const machine = [...ledger, '--machine', MACHINE];

const [s3, ses, folder] = await Promise.all([
  s3Server(),
  sesServer(),
  mkdtemp(join(tmpdir(), 'mail-verbs-')),
]);
const requests: unknown[] = [];
const states = createServer(async (request, response) => {
  const action = String(request.headers['x-amz-target']).split('.')[1];
  requests.push({ action, ...JSON.parse((await bodyOf(request)).toString()) });
  response.end('{"executionArn":"arn:x","startDate":1}');
});

/** Runs one command as the shell does. */
async function tenure(...argv: string[]) {
  const said = { out: '', err: '' };
  const out = (text: string) => {
    said.out += text;
  };
  const err = (text: string) => {
    said.err += text;
  };
  const terminal = { out, err, live: false, colour: false };
  const code = await main(['node', 'tenure', ...argv], terminal);
  return { code, ...said };
}

let run = '';
const rowOf = async (mailKey: string) => {
  const books = await openBooks('s3://example-ledger');
  return readMail(books, rowKeyOf(WEEK, mailKey));
};

beforeAll(async () => {
  const { endpoint } = await listening(states);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', String(s3.clientConfig.endpoint));
  vi.stubEnv('AWS_ENDPOINT_URL_SES', ses.client.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'example');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
});
beforeEach(async () => {
  s3.objects.clear();
  requests.length = 0;
  run = await endedRun((await openBooks('s3://example-ledger')).store, LONG_AGO);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([s3.close(), ses.close(), closed(states)]);
  await rm(folder, { recursive: true });
});

it('runs mails: what became of each, and what may be done about it', async () => {
  const { code, out } = await tenure('runs', 'mails', run.slice(0, 12), ...ledger);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    `${MAILS.accepted}  ACCEPTED    ${LONG_AGO}  NONE  -`,
    `${MAILS.refused}  FAILED      ${LONG_AGO}  NONE  MessageRejected`,
    `${MAILS.lost}  UNKNOWN     ${LONG_AGO}  NONE  ECONNRESET`,
    '1 accepted, 1 unknown, 1 failed; 2 unresolved',
    expect.stringContaining('tenure runs confirm-not-received MAILKEY'),
    '',
  ]);
  const json = JSON.parse((await tenure('runs', 'mails', run, ...ledger, '--json')).out);
  expect(json).toMatchObject({ unresolved: 2, counts: { accepted: 1 } });
  expect(json.mails.map(({ mailKey }: { mailKey: string }) => mailKey)).toEqual(
    Object.values(MAILS),
  );
});

it('runs mails: none on a machine whose mails are files', async () => {
  const store = join(folder, 'none');
  const { store: books } = await openBooks(store);
  await endedRun(books, LONG_AGO);
  for (const key of await books.list('mail/')) await books.remove(key);
  const { code, out } = await tenure('runs', 'mails', run, '--store', store);
  expect([code, out]).toEqual([0, expect.stringContaining('its outbox')]);
});

it('runs confirm-not-received, then resend: one more attempt, for the mail in doubt alone', async () => {
  const lost = [MAILS.lost.slice(0, 8), ...ledger, '--by', 'mail-duty'];
  const dry = await tenure('runs', 'confirm-not-received', ...lost, '--dry-run');
  expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('would be PLANNED')]);
  expect((await rowOf(MAILS.lost))?.state).toBe('UNKNOWN');

  const nothing = await tenure('runs', 'resend', run, ...machine);
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('no mail of')]);

  const { code, out } = await tenure('runs', 'confirm-not-received', ...lost);
  expect([code, out]).toEqual([
    0,
    `${MAILS.lost} is PLANNED; send it: tenure runs resend ${run.slice(0, 12)}\n`,
  ]);
  expect(await rowOf(MAILS.lost)).toMatchObject({
    state: 'PLANNED',
    attempt: 2,
    reason: 'NOT_RECEIVED:mail-duty',
  });

  await tenure('runs', 'resend', run, ...machine, '--dry-run');
  expect(requests).toEqual([]);
  const sent = await tenure('runs', 'resend', run, ...machine);
  expect([sent.code, sent.out]).toEqual([0, expect.stringContaining('mails that wait: 1')]);
  expect(requests).toEqual([
    expect.objectContaining({
      action: 'StartExecution',
      stateMachineArn: MACHINE,
      name: `wk-${WEEK}-${run.slice(0, 20)}-a2`,
      input: JSON.stringify({ run, attempt: 2 }),
    }),
  ]);
});

it('runs confirm-not-received: not for a mail that SES has accepted, and for none that is not there', async () => {
  const sent = await tenure('runs', 'confirm-not-received', MAILS.accepted, ...ledger);
  expect([sent.code, sent.err]).toEqual([2, expect.stringContaining('it is ACCEPTED')]);
  const none = await tenure('runs', 'confirm-not-received', 'zzz', ...ledger);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('no mail is called zzz')]);
  const person = await tenure('runs', 'abandon', MAILS.lost, ...ledger, '--by', 'a@example.com');
  expect([person.code, person.err]).toEqual([2, expect.stringContaining('must be a role')]);
  expect(person.err).not.toContain('a@example.com');
});

it('runs abandon: given up once, unresolved for good', async () => {
  const first = await tenure('runs', 'abandon', MAILS.lost, ...ledger);
  expect([first.code, first.out]).toEqual([0, `${MAILS.lost} is ABANDONED\n`]);
  expect(await tenure('runs', 'abandon', MAILS.lost, ...ledger)).toEqual(first);
  const again = await tenure('runs', 'confirm-not-received', MAILS.lost, ...ledger);
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('it is ABANDONED')]);
  const { out } = await tenure('runs', 'mails', run, ...ledger);
  expect(out).toContain('2 unresolved');
});

it('runs resend: not where mails are files, and not without the state machine', async () => {
  const here = await tenure('runs', 'resend', run, '--store', join(folder, 'here'));
  expect([here.code, here.err]).toEqual([2, expect.stringContaining('outbox')]);
  const blind = await tenure('runs', 'resend', run, ...ledger);
  expect([blind.code, blind.err]).toEqual([2, expect.stringContaining('output StateMachine')]);
  const odd = await tenure('runs', 'mails', run, '--store', 's3://Example_Ledger/runs');
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('must be a folder, or s3://')]);
});

it('makes no run of its own into the ledger of an account', async () => {
  const { code, err } = await tenure('run', ...ledger, '--config', join(folder, 'none.yaml'));
  expect([code, err]).toEqual([2, expect.stringContaining('are kept in a folder')]);
});

it('runs cancel: stops the execution and sweeps what is planned', async () => {
  const lost = [MAILS.lost, ...ledger];
  await tenure('runs', 'confirm-not-received', ...lost);
  await tenure('runs', 'resend', run, ...machine);
  s3.objects.delete(`example-ledger/runs/${run}/state`);
  expect((await tenure('runs', 'cancel', run, ...machine)).code).toBe(0);
  expect(requests.slice(1)).toEqual([
    expect.objectContaining({ action: 'StopExecution' }),
    expect.objectContaining({ action: 'StopExecution' }),
  ]);
  expect((await rowOf(MAILS.lost))?.state).toBe('CANCELLED');
});

it('mail off, on: the switch that every claim reads, and the runs of a laptop too', async () => {
  const store = join(folder, 'switched');
  const here = ['--store', store];
  const dry = await tenure('mail', 'off', ...here, '--dry-run');
  expect(dry).toMatchObject({ code: 0, out: 'sending is on; would switch it off\n' });
  const off = await tenure('mail', 'off', ...here, '--by', 'mail-duty');
  expect([off.code, off.out]).toEqual([
    0,
    expect.stringMatching(/^sending is off since .* by mail-/),
  ]);

  const config = join(folder, 'tenure.yaml');
  await writeFile(config, CONFIGURATION);
  const words = ['run', '--config', config, ...here, '--out', join(folder, 'out'), '--send'];
  const refused = await tenure(...words);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('tenure mail on')]);

  expect((await tenure('mail', 'on', ...here)).out).toMatch(/^sending is on since/);
  expect((await tenure(...words)).err).not.toContain('tenure mail on');
});

it('mail check: asks SES before anything is computed', async () => {
  const config = join(folder, 'check.yaml');
  await writeFile(config, CONFIGURATION);
  const quota = (day: number, second: number) =>
    `<Max24HourSend>${day}</Max24HourSend><MaxSendRate>${second}</MaxSendRate><SentLast24Hours>0</SentLast24Hours>`;
  ses.account.set('GetAccountSendingEnabled', '<Enabled>true</Enabled>');
  ses.account.set('GetSendQuota', quota(50_000, 10));
  ses.account.set('GetIdentityVerificationAttributes', VERIFIED);
  const good = await tenure('mail', 'check', '--config', config);
  expect(good).toMatchObject({
    code: 0,
    out: 'reports@example.com may send 3 mails now, 8 a second\n',
  });
  ses.account.set('GetSendQuota', quota(200, 1));
  ses.account.set('GetIdentityVerificationAttributes', '<VerificationAttributes/>');
  const bad = await tenure('mail', 'check', '--config', config);
  expect([bad.code, bad.out.match(/^[A-Z_]+/gm)]).toEqual([2, ['SENDER_NOT_VERIFIED', 'SANDBOX']]);
});

const CONFIGURATION = `version: 1
business: { name: Example Shop, currency: EUR }
sources:
  orders: { files: orders.csv }
reports:
  - id: weekly
    title: Customer value report
    recipients: { finance: [finance@example.com, board@example.com] }
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`;

const VERIFIED =
  '<VerificationAttributes><entry><key>example.com</key><value><VerificationStatus>Success</VerificationStatus></value></entry></VerificationAttributes>';
