import { beforeEach, describe, expect, it } from 'vitest';
import { raiseCancelFlag } from '#lib/runs/cancel-flag.ts';
import { recipientIdOf } from '#lib/runs/mail-key.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { NotCancelledError, sweepCancelled } from './cancel-mails.ts';
import {
  later,
  mailKeyFor,
  PERIOD,
  planned,
  RUN,
  raise,
  rowAt,
  type TestLedger,
  testLedger,
} from './ledger.fixture.ts';
import { cancelKeyOf, suppressionKeyOf } from './mail-keys.ts';
import { record } from './mail-ledger.ts';
import { abandon, confirmNotReceived, DecisionError } from './operator.ts';
import { readRunMails } from './run-mails.ts';
import { sweepMail } from './sweep.ts';

let ledger: TestLedger;
beforeEach(() => {
  ledger = testLedger();
});

const claimed = async (address: string): Promise<string> => {
  const key = await planned(ledger, address);
  await record(ledger, key, { kind: 'claim', claimId: 'c' });
  return key;
};
const refuse = (key: string, retryAfter: number | null) =>
  record(ledger, key, {
    kind: 'answer',
    claimId: 'c',
    submission: { outcome: 'refused', code: 'Throttling', retryAfter, stopsAll: false },
  });

describe('the hourly sweep', () => {
  it('calls a claim without an answer doubtful, and counts how long', async () => {
    const key = await claimed('a@example.com');
    expect(await sweepMail(ledger)).toMatchObject({ rows: 1, settled: 0, unknownOverHour: 0 });
    ledger.clock = later(ledger.clock, 1);
    expect(await sweepMail(ledger)).toMatchObject({ settled: 1, unknownOverHour: 0 });
    expect((await rowAt(ledger, key)).state).toBe('UNKNOWN');
    ledger.clock = later(ledger.clock, 1.1);
    expect(await sweepMail(ledger)).toMatchObject({
      settled: 0,
      unknownOverHour: 1,
      unknownOverDay: 0,
    });
    ledger.clock = later(ledger.clock, 23);
    expect(await sweepMail(ledger)).toMatchObject({ unknownOverHour: 1, unknownOverDay: 1 });
  });

  it('ends plans that are stale, cancelled or suppressed, and no others', async () => {
    const keep = await planned(ledger, 'keep@example.com');
    const cancelled = await planned(ledger, 'a@example.com', { runId: 'other-a1' });
    const suppressed = await planned(ledger, 'b@example.com');
    await raise(ledger, cancelKeyOf('other-a1'));
    await raise(ledger, suppressionKeyOf(recipientIdOf('b@example.com')));
    expect(await sweepMail(ledger)).toMatchObject({ rows: 3, settled: 2 });
    const states = await Promise.all(
      [keep, cancelled, suppressed].map((key) => rowAt(ledger, key)),
    );
    expect(states.map(({ state }) => state)).toEqual(['PLANNED', 'CANCELLED', 'SUPPRESSED']);
    ledger.clock = later(ledger.clock, 73);
    await sweepMail(ledger);
    expect((await rowAt(ledger, keep)).state).toBe('EXPIRED');
  });

  it('counts for a day what went out twice', async () => {
    const twice = await claimed('b@example.com');
    for (const messageId of ['m1', 'm2']) {
      await record(ledger, twice, { kind: 'evidence', messageId, delivery: 'SEND' });
    }
    expect(await sweepMail(ledger)).toMatchObject({ rows: 1, sentTwice: 1 });
    ledger.clock = later(ledger.clock, 25);
    expect(await sweepMail(ledger)).toMatchObject({ rows: 1, sentTwice: 0 });
  });
});

describe('a cancellation', () => {
  it("cancels what is planned under the runs' own flag, and says what was claimed before", async () => {
    const runId = attemptId('run', 1);
    await claimed('a@example.com');
    await planned(ledger, 'b@example.com');
    await planned(ledger, 'c@example.com', { runId: 'other-a1' });
    await expect(sweepCancelled(ledger, { period: PERIOD, runId })).rejects.toThrow(
      NotCancelledError,
    );
    const books = {
      store: ledger.store,
      clock: ledger.process.now,
      randomId: ledger.process.newId,
    };
    await raiseCancelFlag(books, { run: 'run', attempt: 1 }, 'finance');
    expect(runId).toBe(RUN);
    expect(await sweepCancelled(ledger, { period: PERIOD, runId })).toEqual({
      cancelled: 1,
      claimed: 1,
    });
  });
});

describe('the mails of a run', () => {
  const read = () => readRunMails(ledger, { period: PERIOD, runIds: [RUN] });

  it('have succeeded when nothing is open', async () => {
    expect(await read()).toMatchObject({ outcome: 'succeeded', unresolved: 0 });
    const key = await claimed('a@example.com');
    await record(ledger, key, { kind: 'evidence', messageId: 'm', delivery: 'SEND' });
    await planned(ledger, 'b@example.com', { runId: 'other-a1' });
    expect(await read()).toMatchObject({ outcome: 'succeeded', unresolved: 0, waitingUntil: null });
  });

  it('name what is unresolved, and the first moment at which a waiting one can go', async () => {
    await refuse(await claimed('a@example.com'), null);
    await refuse(await claimed('b@example.com'), 60);
    await refuse(await claimed('c@example.com'), 30);
    expect(await read()).toMatchObject({
      outcome: 'succeeded_with_unresolved',
      unresolved: 3,
      counts: { failed: 1, planned: 2, accepted: 0 },
      reasons: { Throttling: 3 },
      waitingUntil: '2026-11-24T07:00:30.000Z',
    });
  });
});

describe('an operator', () => {
  const decision = { period: PERIOD, mailKey: mailKeyFor('a@example.com'), by: 'mail-duty' };

  beforeEach(async () => {
    await claimed('a@example.com');
    ledger.clock = later(ledger.clock, 1);
    await sweepMail(ledger);
  });

  it('has a mail sent again after an hour in doubt, not before', async () => {
    await expect(confirmNotReceived(ledger, decision)).rejects.toThrow(DecisionError);
    ledger.clock = later(ledger.clock, 1);
    expect(await confirmNotReceived(ledger, decision)).toMatchObject({
      state: 'PLANNED',
      attempt: 2,
    });
  });

  it('gives a mail up, which stays unresolved', async () => {
    expect(await abandon(ledger, decision)).toMatchObject({ state: 'ABANDONED' });
    await expect(abandon(ledger, { ...decision, mailKey: 'none' })).rejects.toThrow(/no such mail/);
    await expect(confirmNotReceived(ledger, decision)).rejects.toThrow(/is ABANDONED/);
    const { unresolved } = await readRunMails(ledger, { period: PERIOD, runIds: [RUN] });
    expect(unresolved).toBe(1);
  });

  it('is named by a role', async () => {
    await expect(abandon(ledger, { ...decision, by: 'a@example.com' })).rejects.toThrow(
      /name a role/,
    );
  });
});
