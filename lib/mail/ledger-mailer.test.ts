import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mapReleased, openReleased, type Released } from '#lib/privacy/released.ts';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { sweepCancelled } from './cancel-mails.ts';
import type { OutgoingMessage } from './carrier.ts';
import { switchSending } from './kill-switch.ts';
import { later, PERIOD, RUN, raise, type TestLedger, testLedger } from './ledger.fixture.ts';
import { ledgerMailer } from './ledger-mailer.ts';
import { cancelKeyOf, rowsOf } from './mail-keys.ts';
import { readRows, record } from './mail-ledger.ts';
import { MessageTooLargeError } from './message-size.ts';
import { MailPlanConflictError } from './plan-mail.ts';
import { MissingReleaseError } from './send-mail.ts';
import { smallReport } from './small-report.fixture.ts';
import type { Submission } from './submission.ts';
import { sweepMail } from './sweep.ts';

const OWNER = 'owner@example.com';
const READERS = ['finance@example.com', 'cfo@example.com', 'board@example.com'];
const allowed = { addresses: [OWNER, ...READERS], domains: ['example.com'] };
const RELEASE = 'chain/0001';

let report: Released<RenderedReport>;
let ledger: TestLedger;
let sent: OutgoingMessage[];
let answers: (Submission | Error)[];

beforeAll(async () => {
  report = await smallReport();
});

beforeEach(async () => {
  ledger = testLedger();
  sent = [];
  answers = [];
  await raise(ledger, RELEASE);
});

/** Answers from the list, then yes. An error is the end of the process. */
const carrier = {
  async submit(message: OutgoingMessage): Promise<Submission> {
    sent.push(message);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? { outcome: 'accepted', messageId: `m${sent.length}` };
  },
};

function send(content = report, seed: string | null = OWNER) {
  const wait = async (milliseconds: number) => {
    ledger.clock = new Date(ledger.clock.getTime() + milliseconds);
  };
  const pace = { perSecond: 10, until: later(ledger.clock, 0.1), now: ledger.process.now, wait };
  const run = { period: PERIOD, runId: RUN, releaseSeq: 1, releaseEntry: RELEASE };
  const mailer = ledgerMailer({ ledger, carrier, run, seed, pace });
  return mailer.send(content, { recipients: READERS, allowed });
}

const states = async () => (await readRows(ledger, PERIOD)).map(({ row }) => row.state).sort();
const refusal = { outcome: 'refused', code: 'X', retryAfter: 1, stopsAll: false } as const;

it('plans everyone, sends the seed its copy, and only then the others', async () => {
  const outcomes = await send();
  expect(sent[0]?.to).toBe(OWNER);
  expect(sent.map(({ to }) => to).sort()).toEqual([...READERS, OWNER].sort());
  expect(outcomes.map(({ recipient, status }) => [recipient, status])).toEqual([
    [0, 'ACCEPTED'],
    [1, 'ACCEPTED'],
    [2, 'ACCEPTED'],
    [3, 'ACCEPTED'],
  ]);
});

it.each<Submission>([
  { outcome: 'unknown', code: 'ECONNRESET' },
  { ...refusal, retryAfter: null },
  { ...refusal, stopsAll: true },
])('sends nobody anything when the seed gets %j', async (answer) => {
  answers = [answer];
  await send();
  expect(sent).toHaveLength(1);
  expect((await states()).filter((state) => state === 'PLANNED').length).toBeGreaterThanOrEqual(3);
});

it('goes on to the others when an event closes the doubt about the seed', async () => {
  answers = [{ outcome: 'unknown', code: 'ECONNRESET' }];
  await send();
  await send();
  expect(sent).toHaveLength(1);
  const seed = (await readRows(ledger, PERIOD)).find(({ row }) => row.state === 'UNKNOWN');
  const event = { kind: 'evidence', messageId: 'm1', delivery: 'SEND' } as const;
  await record(ledger, seed?.key ?? '', event);
  await send();
  expect(sent.map(({ to }) => to).sort()).toEqual([...READERS, OWNER].sort());
});

it('tries a mail again in the same round when it was turned away for now', async () => {
  answers = [refusal, refusal];
  await send();
  expect(sent).toHaveLength(6);
  expect(new Set(await states())).toEqual(new Set(['ACCEPTED']));
});

it('leaves a mail in doubt when the process dies after its claim, and never sends it again', async () => {
  answers = [new Error('killed')];
  await expect(send(report, null)).rejects.toThrow('killed');
  expect(await states()).toEqual(['PLANNED', 'PLANNED', 'SENDING']);
  const [first] = sent;
  await send(report, null);
  ledger.clock = later(ledger.clock, 1);
  await sweepMail(ledger);
  await send(report, null);
  expect(await states()).toEqual(['ACCEPTED', 'ACCEPTED', 'UNKNOWN']);
  expect(sent.filter(({ to }) => to === first?.to)).toHaveLength(1);
});

it('sends one message each when twenty processes send at once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => send(report, null)));
  expect(sent.map(({ to }) => to).sort()).toEqual(READERS.toSorted());
});

it('submits nothing when the clock passed the deadline between claim and call', async () => {
  const { store } = ledger;
  const slow = {
    ...store,
    replaceIfMatch: async (key: string, body: Uint8Array, etag: string) => {
      const written = await store.replaceIfMatch(key, body, etag);
      ledger.clock = later(ledger.clock, 0.05);
      return written;
    },
  };
  ledger = { ...ledger, store: slow, process: { ...ledger.process, now: () => ledger.clock } };
  await send(report, null);
  expect(sent).toEqual([]);
});

describe('nothing is sent', () => {
  it('while the kill switch is off, and all is sent when it is on again', async () => {
    await switchSending(ledger, 'off', 'mail-duty');
    await send();
    expect([sent.length, await states()]).toEqual([0, Array(4).fill('PLANNED')]);
    await switchSending(ledger, 'on', 'mail-duty');
    await send();
    expect(sent).toHaveLength(4);
  });

  it('when the kill switch cannot be read', async () => {
    await ledger.store.createIfAbsent('control/mail', new TextEncoder().encode('{}'));
    await expect(send()).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it('without the release', async () => {
    await ledger.store.remove(RELEASE);
    await expect(send()).rejects.toThrow(MissingReleaseError);
    expect(sent).toEqual([]);
  });

  it('after a cancellation, whether swept or not', async () => {
    await raise(ledger, cancelKeyOf(RUN));
    await send();
    expect(await states()).toEqual(['CANCELLED', 'PLANNED', 'PLANNED', 'PLANNED']);
    await sweepCancelled(ledger, { period: PERIOD, runId: RUN });
    expect([sent.length, await states()]).toEqual([0, Array(4).fill('CANCELLED')]);
  });

  it('of other content under the same key', async () => {
    await send();
    const other = mapReleased(report, (rendered) => ({ ...rendered, text: 'Other' }));
    await expect(send(other)).rejects.toThrow(MailPlanConflictError);
    expect(sent).toHaveLength(4);
  });

  it('that SES could not take', async () => {
    const workbook = new Uint8Array(7_200_000).map((_, index) => (index * 7919) % 251);
    const large = mapReleased(report, (rendered) => ({ ...rendered, workbook }));
    await expect(send(large)).rejects.toThrow(MessageTooLargeError);
    expect([sent.length, await ledger.store.list(rowsOf(PERIOD))]).toEqual([0, []]);
  });
});

it('sends the same bytes whatever the clock says', async () => {
  const bytes = async (hours: number) => {
    ledger = testLedger();
    sent = [];
    await raise(ledger, RELEASE);
    ledger.clock = later(ledger.clock, hours);
    await send();
    return sent.map(({ mime }) => Buffer.from(openReleased(mime)).toString('latin1'));
  };
  expect(await bytes(24)).toEqual(await bytes(-24));
});

it('keeps no address in the ledger', async () => {
  await send();
  const keys = await ledger.store.list('mail/');
  const bodies = await Promise.all(keys.map((key) => ledger.store.get(key)));
  const text = bodies.map((found) => new TextDecoder().decode(found?.body)).join();
  expect(`${keys.length} ${keys} ${text}`).toMatch(/^4 (?!.*(@|example|finance))/);
});
