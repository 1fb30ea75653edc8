import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later } from './ledger.fixture.ts';
import { NOW, PLANNED } from './mail-row.fixture.ts';
import {
  DELIVERIES,
  type Delivery,
  encodeRow,
  type MailRow,
  type MailState,
  parseRow,
} from './mail-row.ts';
import { afterEvent, type MailEvent } from './transitions.ts';

/** The row after events, each with the hours since it was planned; an event without effect is an error. */
function after(...events: readonly (readonly [number, MailEvent])[]): MailRow {
  return events.reduce((row, [hours, event]) => {
    const next = afterEvent(row, event, later(NOW, hours));
    if (next === null) throw new Error(`${event.kind} changes nothing in ${row.state}`);
    return next;
  }, PLANNED);
}

const claim: MailEvent = { kind: 'claim', claimId: 'mine' };
const no = { outcome: 'refused', code: 'Throttling', retryAfter: 2, stopsAll: false } as const;
const answer = (
  submission: Extract<MailEvent, { kind: 'answer' }>['submission'],
  claimId = 'mine',
) => ({ kind: 'answer', claimId, submission }) as const;
const accepted = answer({ outcome: 'accepted', messageId: 'm1' });
const unknown = answer({ outcome: 'unknown', code: 'ECONNRESET' });
const evidence = (delivery: Delivery, messageId = 'm1') =>
  ({ kind: 'evidence', delivery, messageId }) as const;
const doubt = [
  [0, claim],
  [0, unknown],
] as const;

/** The table of reliability.md 7, line by line. */
describe.each<[string, MailRow, MailState]>([
  ['a claim', after([0, claim]), 'SENDING'],
  ['a cancellation', after([0, { kind: 'cancel' }]), 'CANCELLED'],
  ['a suppression', after([0, { kind: 'suppress' }]), 'SUPPRESSED'],
  ['three days', after([73, { kind: 'overdue' }]), 'EXPIRED'],
  ['a message id', after([0, claim], [0, accepted]), 'ACCEPTED'],
  ['a no for now', after([0, claim], [0, answer(no)]), 'PLANNED'],
  ['a no for good', after([0, claim], [0, answer({ ...no, retryAfter: null })]), 'FAILED'],
  ['a lost answer', after(...doubt), 'UNKNOWN'],
  ['no answer in time', after([0, claim], [1, { kind: 'overdue' }]), 'UNKNOWN'],
  ['an own late yes', after(...doubt, [1, accepted]), 'ACCEPTED'],
  ['an event while sending', after([0, claim], [0, evidence('SEND')]), 'ACCEPTED'],
  ['an event in doubt', after(...doubt, [1, evidence('SEND')]), 'ACCEPTED'],
  ['not received', after(...doubt, [1, { kind: 'not-received', by: 'duty' }]), 'PLANNED'],
  ['given up', after(...doubt, [1, { kind: 'abandon', by: 'duty' }]), 'ABANDONED'],
])('%s', (_, row, state) => {
  it(`makes the row ${state}, and the row can be stored`, () => {
    expect(row.state).toBe(state);
    expect(parseRow('key', encodeRow(row))).toEqual(row);
    expect(row.history.at(-1)?.state).toBe(state);
  });
});

interface Ineffective {
  readonly what: string;
  readonly row: MailRow;
  readonly event: MailEvent;
  readonly hours?: number;
}
const sending = after([0, claim]);
const inDoubt = after(...doubt);
const done = after([0, claim], [0, accepted]);
const notReceived: MailEvent = { kind: 'not-received', by: 'duty' };
const lost = { outcome: 'unknown', code: 'ECONNRESET' } as const;

it.each<Ineffective>([
  { what: 'a claim of a claimed mail', row: sending, event: claim },
  { what: 'a claim of an accepted mail', row: done, event: claim },
  { what: 'a claim before the time', row: after([0, claim], [0, answer(no)]), event: claim },
  { what: 'a claim of a stale plan', row: PLANNED, event: claim, hours: 73 },
  { what: "another process's doubt", row: sending, event: answer(lost, 'other') },
  { what: "another process's no", row: sending, event: answer(no, 'other') },
  { what: 'a deadline that has not passed', row: sending, event: { kind: 'overdue' } },
  { what: 'a cancellation of a claimed mail', row: sending, event: { kind: 'cancel' } },
  { what: '"not received" before an hour', row: inDoubt, event: notReceived, hours: 0.99 },
  { what: '"not received" of an accepted mail', row: done, event: notReceived, hours: 9 },
  {
    what: 'giving up a sound mail',
    row: PLANNED,
    event: { kind: 'abandon', by: 'duty' },
    hours: 9,
  },
  { what: 'the same event again', row: after([0, evidence('SEND')]), event: evidence('SEND') },
])('$what changes nothing', ({ row, event, hours = 0 }) => {
  expect(afterEvent(row, event, later(NOW, hours))).toBeNull();
});

it('raises the attempt only by an operator, whose role stays in the history', () => {
  const row = after(...doubt, [1, { kind: 'not-received', by: 'mail-duty' }]);
  expect(row).toMatchObject({ attempt: 2, claimId: null, plannedAt: later(NOW, 1).toISOString() });
  expect(row.history.at(-1)?.reason).toBe('NOT_RECEIVED:mail-duty');
});

it('forgets the oldest of more than twenty changes', () => {
  const turns = Array.from(
    { length: 15 },
    (_, hour) =>
      [
        [hour, claim],
        [hour, answer(no)],
      ] as const,
  );
  expect(after(...turns.flat()).history).toHaveLength(20);
});

it('tells two messages of one mail', () => {
  expect(after([0, claim], [0, accepted], [1, evidence('SEND', 'm2')])).toMatchObject({
    state: 'ACCEPTED',
    reason: 'SENT_TWICE',
    sesMessageId: 'm1',
  });
});

it('ends the same for every order of the answer and the events, however often they come', () => {
  const event = fc.record({
    delivery: fc.constantFrom(...DELIVERIES),
    messageId: fc.constantFrom('m1', 'm2', 'm3'),
  });
  const orders = fc.array(event, { minLength: 1, maxLength: 6 }).chain((events) => {
    const all: MailEvent[] = [
      unknown,
      accepted,
      { kind: 'overdue' },
      ...events.map((one) => ({ kind: 'evidence', ...one }) as const),
    ];
    const twice = [...all, ...all];
    const shuffled = fc.shuffledSubarray(twice, { minLength: twice.length });
    return fc.tuple(shuffled, shuffled);
  });
  const end = (events: readonly MailEvent[]): MailRow => {
    const row = events.reduce(
      (before, event) => afterEvent(before, event, later(NOW, 2)) ?? before,
      after([0, claim]),
    );
    return { ...row, history: [], since: '' };
  };
  fc.assert(
    fc.property(orders, ([one, other]) => {
      expect(end(one)).toEqual(end(other));
    }),
  );
});
