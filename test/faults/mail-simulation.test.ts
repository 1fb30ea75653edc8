import { expect, it } from 'vitest';
import { runMailsOf } from '#lib/mail/run-mails.ts';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { type Simulated, simulateMail } from './mail-simulation.ts';

/** One submission in twenty ends in doubt, one write in ten has no answer, one call in twenty-five is the last. */
const MAILS = 10_000;
const random = randomFrom('ten thousand mails');
const mails = Array.from({ length: MAILS }, () => simulateMail(random));

const sentTwice = ({ taken }: Simulated): boolean => taken.length > 1;
const isDoubtful = ({ fates }: Simulated): boolean =>
  fates.some((fate) => ['reset', 'timeout', 'server error'].includes(fate));

it('meets every outcome, and kills at every place', () => {
  const fates = new Set(mails.flatMap((mail) => mail.fates));
  expect([...fates].sort()).toEqual([
    'accepted',
    'connection refused',
    'expired token',
    'rejected',
    'reset',
    'sending paused',
    'server error',
    'throttled',
    'timeout',
  ]);
  expect(mails.filter(isDoubtful).length).toBeGreaterThan(MAILS * 0.04);
  expect(mails.filter(({ kills }) => kills > 0).length).toBeGreaterThan(MAILS * 0.5);
});

it('sends none twice', () => {
  expect(mails.filter(sentTwice)).toEqual([]);
});

it('leaves none unreported: what was taken is accepted or in doubt, what was not is never called sent', () => {
  const lost = mails.filter(
    ({ taken, swept }) => taken.length === 1 && !['ACCEPTED', 'UNKNOWN'].includes(swept.state),
  );
  const invented = mails.filter(({ taken, row }) => taken.length === 0 && row.state === 'ACCEPTED');
  const forgotten = mails.filter(({ swept }) => swept.state === 'SENDING');
  expect([lost, invented, forgotten]).toEqual([[], [], []]);
  const { counts, unresolved } = runMailsOf(mails.map(({ swept }) => swept));
  expect(counts.accepted + unresolved).toBe(MAILS);
});

it('closes all but a hundredth of the doubts about messages that were taken, when one event in twenty is lost', () => {
  const doubts = mails.filter(({ taken, swept }) => taken.length > 0 && swept.state === 'UNKNOWN');
  const closed = doubts.filter(({ row }) => row.state === 'ACCEPTED');
  expect(doubts.length).toBeGreaterThan(200);
  expect(closed.length / doubts.length).toBeGreaterThanOrEqual(0.99);
  expect(doubts.filter(({ events, row }) => events > 0 && row.state !== 'ACCEPTED')).toEqual([]);
});
