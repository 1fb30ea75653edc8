import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { recipientIdOf } from '#lib/runs/mail-key.ts';
import {
  keyFor,
  mailKeyFor,
  PERIOD,
  planned,
  rowAt,
  type TestLedger,
  testLedger,
} from './ledger.fixture.ts';
import { suppressionKeyOf } from './mail-keys.ts';
import { record } from './mail-ledger.ts';
import { reconcile } from './reconcile.ts';

const TO = 'finance@example.com';
let ledger: TestLedger;
beforeEach(() => {
  ledger = testLedger();
});

/** As SES publishes them: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
const event = (eventType: string, more: object = {}, address = TO) => ({
  eventType,
  mail: {
    timestamp: '2026-11-24T07:00:01.000Z',
    source: 'reports@example.com',
    sendingAccountId: '123456789012',
    messageId: 'm1',
    destination: [address],
    headersTruncated: false,
    tags: {
      mail_key: [mailKeyFor(address)],
      period: [PERIOD],
      run_id: ['run-a1'],
      'ses:configuration-set': ['reports'],
    },
  },
  ...more,
});
const bounce = (bounceType: string) =>
  event('Bounce', { bounce: { bounceType, bounceSubType: 'General' } });
const raw = (body: object) => ({ messageId: 'queue-1', body: JSON.stringify(body) });
const enveloped = (body: object) =>
  raw({
    Type: 'Notification',
    TopicArn: 'arn',
    Message: JSON.stringify(body),
    SignatureVersion: '1',
  });

async function inDoubt(address = TO): Promise<string> {
  const key = await planned(ledger, address);
  await record(ledger, key, { kind: 'claim', claimId: 'c' });
  const submission = { outcome: 'unknown', code: 'ECONNRESET' } as const;
  await record(ledger, key, { kind: 'answer', claimId: 'c', submission });
  return key;
}

it.each([
  ['Send', {}, 'SEND'],
  ['DeliveryDelay', {}, 'DELAYED'],
  ['Delivery', {}, 'DELIVERED'],
  ['Complaint', { complaint: {} }, 'COMPLAINED'],
  ['Bounce', { bounce: { bounceType: 'Transient' } }, 'BOUNCED'],
  ['Reject', { reject: { reason: 'Bad content' } }, 'REJECTED'],
  ['Rendering Failure', { failure: {} }, 'REJECTED'],
])('a %s closes a doubt, in an envelope or bare', async (eventType, more, delivery) => {
  for (const wrap of [enveloped, raw]) {
    ledger = testLedger();
    const key = await inDoubt();
    const answer = await reconcile([wrap(event(eventType, more))], ledger);
    expect(answer).toEqual({ findings: [], failed: [] });
    expect(await rowAt(ledger, key)).toMatchObject({
      state: 'ACCEPTED',
      sesMessageId: 'm1',
      delivery,
    });
  }
});

it('ends with one row for every order of events, late, twice and for others between', async () => {
  const events = ['Send', 'DeliveryDelay', 'Delivery', 'Complaint'].map((type) =>
    enveloped(event(type)),
  );
  const others = [enveloped(event('Delivery', {}, 'cfo@example.com'))];
  const orders = fc.shuffledSubarray([...events, ...events, ...others], { minLength: 9 });
  await fc.assert(
    fc.asyncProperty(orders, async (messages) => {
      ledger = testLedger();
      const key = await inDoubt();
      await planned(ledger, 'cfo@example.com');
      await reconcile(messages, ledger);
      expect(await rowAt(ledger, key)).toMatchObject({ state: 'ACCEPTED', delivery: 'COMPLAINED' });
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['a hard bounce', bounce('Permanent'), true],
  ['a soft bounce', bounce('Transient'), false],
  ['a complaint', event('Complaint'), true],
  ['a delivery', event('Delivery'), false],
])('after %s, other mails to the recipient are suppressed: %s', async (_, body, suppressed) => {
  await inDoubt();
  const next = `mail/2026-W48/${mailKeyFor('next')}`;
  await planned(ledger, TO, { key: next });
  await reconcile([enveloped(body)], ledger);
  const flag = await ledger.store.get(suppressionKeyOf(recipientIdOf(TO)));
  expect(flag !== null).toBe(suppressed);
  expect((await rowAt(ledger, next)).state).toBe(suppressed ? 'SUPPRESSED' : 'PLANNED');
  expect(new TextDecoder().decode(flag?.body)).not.toContain('@');
});

it('names an event of no row, and one without our tags', async () => {
  const untagged = event('Send');
  const messages = [enveloped(event('Send')), enveloped({ ...untagged, mail: { messageId: 'm' } })];
  expect((await reconcile(messages, ledger)).findings).toEqual([
    { name: 'UNKNOWN_KEY', mailKey: mailKeyFor(TO) },
    { name: 'UNKNOWN_KEY', mailKey: null },
  ]);
});

it('names two messages of one mail', async () => {
  await inDoubt();
  const second = event('Send');
  const messages = [event('Send'), { ...second, mail: { ...second.mail, messageId: 'm2' } }];
  expect(await reconcile(messages.map(enveloped), ledger)).toEqual({
    findings: [{ name: 'SENT_TWICE', mailKey: mailKeyFor(TO) }],
    failed: [],
  });
});

it.each([
  ['no JSON', 'finance@example.com'],
  ['another notification', JSON.stringify({ Type: 'SubscriptionConfirmation', Message: '{}' })],
  ['an unknown event', JSON.stringify(event('Open'))],
  ['a bounce without its type', JSON.stringify(event('Bounce'))],
])('hands %s back to the queue, alone', async (_, body) => {
  const key = await inDoubt();
  const messages = [{ messageId: 'bad', body }, enveloped(event('Send'))];
  expect(await reconcile(messages, ledger)).toEqual({
    findings: [{ name: 'MALFORMED_EVENT', mailKey: null }],
    failed: ['bad'],
  });
  expect((await rowAt(ledger, key)).state).toBe('ACCEPTED');
});

it('hands an event back that the ledger could not take', async () => {
  const key = await inDoubt();
  const { store } = ledger;
  const broken = {
    ...ledger,
    store: { ...store, replaceIfMatch: () => Promise.reject(new Error('reset')) },
  };
  expect((await reconcile([enveloped(event('Send'))], broken)).failed).toEqual(['queue-1']);
  expect((await rowAt(ledger, key)).state).toBe('UNKNOWN');
});

it('passes over the notice of a new event destination', async () => {
  const notice = 'Successfully validated SNS topic for Amazon SES event publishing.';
  const messages = [
    { messageId: '1', body: notice },
    raw({ Type: 'Notification', Message: notice }),
  ];
  expect(await reconcile(messages, ledger)).toEqual({ findings: [], failed: [] });
});

it('keeps its key for each recipient', () => {
  expect(keyFor(TO)).not.toBe(keyFor('cfo@example.com'));
});
