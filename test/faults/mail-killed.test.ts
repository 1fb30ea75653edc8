import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRows } from '#lib/mail/mail-ledger.ts';
import { reconcile } from '#lib/mail/reconcile.ts';
import { sweepMail } from '#lib/mail/sweep.ts';
import { fileStore } from '#lib/store/file-store.ts';
import { type SesServer, sesServer, type WireMessage } from '../fixtures/ses-server.ts';
import { READERS, RUN, sendWeekly } from './mail-sender.ts';

let folder = '';
let server: SesServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  server = await sesServer();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const startSender = (name: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--import',
      './lib/cli/typescript-loader.mjs',
      'test/faults/mail-sender.ts',
      folder,
      server.client.endpoint,
      name,
    ],
    { stdio: 'ignore' },
  );

/** SES takes messages up to the given one and answers no more from then on. */
async function killAt(number: number): Promise<void> {
  server.behave = () => (server.messages.length < number ? 'accept' : 'hang');
  const child = startSender('killed');
  while (server.messages.length < number && child.exitCode === null) await setTimeout(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  server.behave = () => 'accept';
}

const ledgerAt = async (time: string) => ({
  store: await fileStore(folder),
  process: { now: () => new Date(time), newId: () => `sweep-${time}` },
});
const statesAt = async (time: string) =>
  (await readRows(await ledgerAt(time), RUN.period)).map(({ row }) => row.state).sort();

const sendEvent = ({ tags }: WireMessage, messageId: string) => ({
  messageId: 'queue',
  body: JSON.stringify({
    eventType: 'Send',
    mail: {
      messageId,
      tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
  }),
});

it('sends nobody a second mail when a process is killed after its claim; an event closes the doubt', async () => {
  await killAt(2);
  const [, doubtful] = server.messages;
  expect(await statesAt('2026-11-24T07:00:01Z')).toEqual([
    'ACCEPTED',
    'PLANNED',
    'PLANNED',
    'SENDING',
  ]);
  await sendWeekly(folder, server.client.endpoint, 'second');
  await sweepMail(await ledgerAt('2026-11-24T08:00:00Z'));
  await sendWeekly(folder, server.client.endpoint, 'third');
  expect(await statesAt('2026-11-24T08:00:01Z')).toEqual([
    'ACCEPTED',
    'ACCEPTED',
    'ACCEPTED',
    'UNKNOWN',
  ]);
  expect(server.messages.map(({ to }) => to).sort()).toEqual(READERS);
  if (doubtful === undefined) throw new Error('nothing was on the wire');
  await reconcile([sendEvent(doubtful, 'm')], await ledgerAt('2026-11-24T08:10:00Z'));
  expect(await statesAt('2026-11-24T08:11:00Z')).toEqual(Array(4).fill('ACCEPTED'));
});

it('sends each reader one mail when two processes send the same report at once', async () => {
  const senders = ['p1', 'p2'].map(startSender);
  await Promise.all(senders.map((child) => once(child, 'exit')));
  expect(senders.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(server.messages.map(({ to }) => to).sort()).toEqual(READERS);
});
