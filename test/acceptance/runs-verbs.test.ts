import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openBooks } from '#lib/cli/open-books.ts';
import { rowKeyOf } from '#lib/mail/mail-keys.ts';
import { readMail } from '#lib/mail/mail-ledger.ts';
import { endedRun, MAILS, WEEK } from './ended-run.ts';
import { mailAccount } from './mail-account.ts';
import { tenure } from './shop-folder.ts';

const LONG_AGO = '2020-01-07T07:00:00.000Z';
const { s3, folder, requests, store: bucket, ledger, machine, stateMachine } = await mailAccount();

let run = '';
beforeEach(async () => {
  s3.objects.clear();
  requests.length = 0;
  run = await endedRun((await openBooks(bucket)).store, LONG_AGO);
});

const rowOf = async (mailKey: string) => readMail(await openBooks(bucket), rowKeyOf(WEEK, mailKey));

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
      stateMachineArn: stateMachine,
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
