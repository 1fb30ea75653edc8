import assert from 'node:assert/strict';
import timers from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { executions, failureOf, settled } from './executions.ts';
import type { Inbox } from './inbox.ts';
import { mailRows } from './ledger.ts';
import type { Proofs } from './proofs.ts';
import { sameFigures } from './same-figures.ts';
import type { World } from './world.ts';

export const DUE = { report: 'weekly', scheduledTime: '2026-11-17T07:00:00Z' };
const FIRES_WITHIN_MS = 120_000;
const EVENTS_WITHIN_MS = 60_000;

/** A schedule fires, and the mail that arrives says what the laptop says. */
export async function proveSchedule(world: World, { show }: Proofs): Promise<void> {
  const { inbox, laptop } = world;
  await show('a schedule fires and its run ends well', async () => {
    await scheduleOnce(world);
    const [execution] = await settled(world);
    assert.ok(execution);
    if (execution.status !== 'SUCCEEDED')
      assert.fail(await failureOf(world, execution.executionArn));
  });
  await show('each recipient of the catalogue gets one mail, the owner first', async () => {
    assert.deepEqual(recipientsOf(inbox), ['controlling@example.com', 'finance@example.com']);
    assert.equal(inbox.messages[0]?.to[0], 'controlling@example.com');
  });
  await show('the figures in the mail are those of the command line', async () => {
    const mail = await PostalMime.parse(inbox.messages.at(-1)?.raw ?? '');
    const csv = mail.attachments.find(({ filename }) => filename?.endsWith('.csv'));
    assert.ok(csv && typeof csv.content !== 'string');
    const sent = Buffer.from(new Uint8Array(csv.content)).toString();
    const expected = laptop.file('weekly/figures.csv').toString();
    const unlike = sameFigures(sent, expected);
    world.say(`        ${expected.split('\n').length - 2} figures, ${unlike} numbers within 1e-12`);
  });
  await show('the text of the mail is that of the command line to the letter', async () => {
    const mail = await PostalMime.parse(inbox.messages.at(-1)?.raw ?? '');
    assert.equal(plain(mail.text ?? ''), plain(laptop.file('weekly/email.txt').toString()));
  });
  await show('the ledger says accepted, and by the events of SES delivered', async () => {
    const rows = await deliveredRows(world);
    assert.deepEqual(
      rows.map(({ state, delivery }) => `${state} ${delivery}`),
      ['ACCEPTED DELIVERED', 'ACCEPTED DELIVERED'],
    );
  });
}

/** Rows of the mail ledger, once the queue of events had its time. */
async function deliveredRows(world: World): Promise<Record<string, unknown>[]> {
  for (const late = Date.now() + EVENTS_WITHIN_MS; ; await timers.setTimeout(500)) {
    const rows = await mailRows(world);
    const isClosed = rows.length > 0 && rows.every((row) => row['delivery'] === 'DELIVERED');
    if (isClosed || Date.now() > late) return rows;
  }
}

/** Mail servers end lines their own way. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

const recipientsOf = ({ messages }: Inbox): string[] => messages.flatMap(({ to }) => to).sort();

/** The stack's own schedule waits for Tuesday: this one has its target, its role and a given time. */
async function scheduleOnce(world: World): Promise<void> {
  const { account } = world;
  const role = account.stacks.resource('AWS::IAM::Role', 'SchedulesRoleweekly');
  const body = {
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:tenure-proof-start-run',
      RoleArn: `arn:aws:iam::000000000000:role/${role}`,
      Input: JSON.stringify(DUE),
    },
  };
  const path = '/schedules/proof-now';
  const made = await account.calls.send('scheduler', path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(made.status, 200, await made.text());
  for (const late = Date.now() + FIRES_WITHIN_MS; Date.now() < late; await timers.setTimeout(500))
    if ((await executions(world)).length > 0) break;
  await account.calls.send('scheduler', path, { method: 'DELETE' });
}
