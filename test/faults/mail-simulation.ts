import type { MailRow } from '#lib/mail/mail-row.ts';
import { planMail } from '#lib/mail/plan-mail.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { sweepRow } from '#lib/mail/sweep.ts';
import type { Answer, Call, Process, StoredRow, Work } from '#lib/mail/work.ts';
import { applyEvent, LedgerWriteError } from '#lib/mail/write-row.ts';
import type { Random } from '#lib/numerics/random-from.ts';
import { drawFate, pick } from './mail-fate.ts';

const START = Date.parse('2026-11-24T07:00:00Z');
const HOUR = 3_600_000;
/** How far clocks are off at most; a claim of the fastest is doubtful for the slowest only so much later. */
const SKEW = 24 * HOUR;
const KEY = 'mail/2026-W47/key';
const PLAN = {
  key: KEY,
  runId: 'run-a1',
  releaseSeq: 1,
  recipientId: 'recipient',
  edition: 'weekly',
  mimeSha256: 'hash',
  mimeBytes: 1,
};

/** One mail, the store and the carrier that fail under it, and what they know of it. */
interface Sim {
  readonly random: Random;
  now: number;
  stored: StoredRow | null;
  /** Writes and messages that arrive after their caller has given up. */
  readonly late: (() => void)[];
  /** Ids of the messages that the carrier took. */
  readonly taken: string[];
  readonly fates: string[];
  kills: number;
}

interface Worker {
  readonly skew: number;
  work: Work<unknown>;
  /** What it does next; null when it has ended. */
  call: Call | null;
}

export interface Simulated extends Omit<Sim, 'random' | 'late' | 'now' | 'stored'> {
  /** The row after an hourly sweep, and after the events of what the carrier took. */
  readonly swept: MailRow;
  readonly row: MailRow;
  readonly events: number;
}

/** Three workers with clocks up to a day apart plan and send one mail, each killed and restarted at random. */
export function simulateMail(random: Random): Simulated {
  const sim: Sim = { random, now: START, stored: null, late: [], taken: [], fates: [], kills: 0 };
  const workers = [0, 1, 2].map(() => startedWorker(sim, (2 * random() - 1) * SKEW));
  for (let round = 0; round < 6 && isOpen(sim); round += 1) {
    runWorkers(sim, workers);
    sim.now += HOUR / 2;
    for (const worker of workers) restart(sim, worker);
  }
  for (const arrive of sim.late.splice(0)) arrive();
  sim.now += SKEW + 3 * HOUR;
  const swept = finish(sim, () => sweepRow(KEY, processOf(sim, 0)));
  const events = eventsOf(sim);
  for (const event of events) finish(sim, () => applyEvent(KEY, event, processOf(sim, 0)));
  const row = sim.stored?.row;
  if (!row || !swept) throw new Error('a mail that three workers planned is not in the ledger');
  return { ...sim, swept, row, events: events.length };
}

const isOpen = ({ stored }: Sim): boolean => stored === null || stored.row.state === 'PLANNED';

function runWorkers(sim: Sim, workers: readonly Worker[]): void {
  for (;;) {
    const running = workers.filter(({ call }) => call !== null);
    if (running.length === 0) return;
    step(sim, pick(running, sim.random));
    sim.now += sim.random() * 4_000;
    if (sim.random() < 0.2) sim.late.shift()?.();
  }
}

/** One call of a worker, who may be killed before or after it, and gives up when the ledger is out of reach. */
function step(sim: Sim, worker: Worker): void {
  const fate = sim.random();
  const answer = worker.call === null || fate < 0.02 ? null : answerOf(sim, worker.call);
  if (answer === null || fate < 0.04) {
    sim.kills += 1;
    restart(sim, worker);
    return;
  }
  worker.call = nextCall(worker.work, answer);
}

function nextCall(work: Work<unknown>, answer: Answer): Call | null {
  try {
    const next = work.next(answer);
    return next.done ? null : next.value;
  } catch (error) {
    if (error instanceof LedgerWriteError) return null;
    throw error;
  }
}

const startedWorker = (sim: Sim, skew: number): Worker => {
  const worker: Worker = { skew, work: planAndSend(processOf(sim, skew)), call: null };
  worker.call = firstCall(worker.work);
  return worker;
};

function restart(sim: Sim, worker: Worker): void {
  worker.work = planAndSend(processOf(sim, worker.skew));
  worker.call = firstCall(worker.work);
}

function firstCall(work: Work<unknown>): Call | null {
  const first = work.next();
  return first.done ? null : first.value;
}

function* planAndSend(process: Process): Work<unknown> {
  yield* planMail(PLAN, process);
  return yield* sendMail({ key: KEY, releaseEntry: 'chain/0001' }, process);
}

const processOf = (sim: Sim, skew: number): Process => ({
  now: () => new Date(sim.now + skew),
  newId: () => String(sim.random()),
});

function answerOf(sim: Sim, call: Call): Answer {
  switch (call.op) {
    case 'read':
      return { op: 'read', found: sim.stored };
    case 'create':
      return write(sim, call.row, () => sim.stored === null);
    case 'replace':
      return write(sim, call.row, () => sim.stored?.etag === call.read.etag);
    case 'look':
      return { op: 'look', found: call.key.startsWith('chain/') };
    case 'switch':
      return { op: 'look', found: false };
    case 'submit':
      return submit(sim);
  }
}

/** One write in ten has no clear answer: it took effect, will do so later, or was lost. */
function write(sim: Sim, row: MailRow, matches: () => boolean): Answer {
  const land = (): boolean => {
    if (!matches()) return false;
    sim.stored = { key: KEY, row, etag: `${row.rev}.${row.writeId}` };
    return true;
  };
  const fate = sim.random();
  if (fate >= 0.1) return { op: 'write', result: land() ? 'written' : 'refused' };
  if (fate < 0.04) land();
  else if (fate < 0.08) sim.late.push(land);
  return { op: 'write', result: 'unclear' };
}

function submit(sim: Sim): Answer {
  const { name, taken, says } = drawFate(sim.random);
  const messageId = `message${sim.fates.push(name)}`;
  const take = () => sim.taken.push(messageId);
  if (taken === 'now') take();
  if (taken === 'late') sim.late.push(take);
  return { op: 'submit', submission: says === 'accepted' ? { outcome: says, messageId } : says };
}

/** Does it again until it comes to its end, as a queue or the next hour does. */
function finish<Result>(sim: Sim, start: () => Work<Result>): Result {
  for (;;) {
    try {
      const work = start();
      let next = work.next();
      while (!next.done) next = work.next(answerOf(sim, next.value));
      return next.value;
    } catch (error) {
      if (!(error instanceof LedgerWriteError)) throw error;
    }
  }
}

/** Of every message one event on its way and one at its end; each may be lost or come twice, in any order. */
function eventsOf({ taken, random }: Sim) {
  const sent = taken.flatMap((messageId) =>
    (['SEND', pick(['DELIVERED', 'BOUNCED'] as const, random)] as const).flatMap((delivery) => {
      const copies = random() < 0.05 ? 0 : random() < 0.3 ? 2 : 1;
      return Array.from(
        { length: copies },
        () => ({ kind: 'evidence', messageId, delivery }) as const,
      );
    }),
  );
  return sent
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}
