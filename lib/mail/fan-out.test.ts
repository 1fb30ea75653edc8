import { beforeEach, expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { fanOut, type Pace } from './fan-out.ts';
import { planned, rowAt, type TestLedger, testLedger } from './ledger.fixture.ts';
import { perform } from './perform.ts';
import { runMailsOf } from './run-mails.ts';
import { sendMail } from './send-mail.ts';
import type { Submission } from './submission.ts';

const THROTTLED: Submission = {
  outcome: 'refused',
  code: 'Throttling',
  retryAfter: 2,
  stopsAll: false,
};
let ledger: TestLedger;
let pace: Pace;
let keys: string[];

beforeEach(async () => {
  ledger = testLedger();
  const wait = async (milliseconds: number) => {
    ledger.clock = new Date(ledger.clock.getTime() + milliseconds);
  };
  const until = new Date(ledger.clock.getTime() + 600_000);
  pace = { perSecond: 11.2, until, now: ledger.process.now, wait };
  await ledger.store.createIfAbsent('chain/0001', new Uint8Array());
  const plans = Array.from({ length: 1_000 }, (_, index) =>
    planned(ledger, `${index}@example.com`),
  );
  keys = await Promise.all(plans);
});

/** Sends all through a carrier and counts its answers. */
async function sendAll(carry: () => Submission) {
  const answers: Submission[] = [];
  const submit = async () => {
    const answer = carry();
    answers.push(answer);
    return answer;
  };
  const send = ({ key }: { readonly key: string }) =>
    perform(sendMail({ key, releaseEntry: 'chain/0001' }, ledger.process), { ...ledger, submit });
  await fanOut(
    keys.map((key) => ({ key })),
    send,
    pace,
  );
  const rows = await Promise.all(keys.map((key) => rowAt(ledger, key)));
  return { answers, mails: runMailsOf(rows) };
}

const accepted = (number: number): Submission => ({ outcome: 'accepted', messageId: `m${number}` });

it('sends a thousand mails to an account of 14 a second that others use too: few throttled, none lost', async () => {
  const random = randomFrom('others');
  let second = 0;
  let used = 0;
  let number = 0;
  const { answers, mails } = await sendAll(() => {
    const now = Math.floor(ledger.clock.getTime() / 1000);
    if (now !== second) [second, used] = [now, random() < 0.05 ? 14 : Math.floor(random() * 3)];
    used += 1;
    number += 1;
    return used <= 14 ? accepted(number) : THROTTLED;
  });
  expect(mails.counts.accepted).toBe(1_000);
  const throttled = answers.filter(({ outcome }) => outcome === 'refused').length;
  expect(throttled).toBeGreaterThan(0);
  expect(throttled / answers.length).toBeLessThanOrEqual(0.01);
});

it("waits when the day's quota is spent, with nothing lost", async () => {
  let number = 0;
  const { answers, mails } = await sendAll(() => {
    number += 1;
    return number <= 600 ? accepted(number) : THROTTLED;
  });
  expect(mails.counts).toMatchObject({ accepted: 600, planned: 400 });
  expect(mails.waitingUntil).not.toBeNull();
  expect(answers.length).toBe(605);
});

it('stops at the first refusal that all would share', async () => {
  const { answers, mails } = await sendAll(() => ({
    outcome: 'refused',
    code: 'AccountSendingPausedException',
    retryAfter: null,
    stopsAll: true,
  }));
  expect(answers.length).toBe(1);
  expect(mails.counts).toMatchObject({ failed: 1, planned: 999 });
});

it('stops when its time is up', async () => {
  pace = { ...pace, until: new Date(ledger.clock.getTime() + 10_000) };
  const { mails } = await sendAll(() => accepted(1));
  expect(mails.counts.accepted).toBe(Math.floor(10 * 11.2) + 1);
  expect(mails.counts.planned).toBe(1_000 - mails.counts.accepted);
});
