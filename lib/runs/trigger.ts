import * as z from 'zod';
import { changeEntry, createEntry, type Place, readEntry } from './entry.ts';
import type { ExecutionInput } from './orchestrator.ts';
import type { RunKey } from './run-key.ts';
import { triggerKeyOf } from './run-key.ts';
import type { RunStore } from './run-store.ts';

/** Mails of a run: the weekly ones of the schedule, or those that somebody asked for. */
const delivery = z.enum(['scheduled', 'recalculation']);
export type Delivery = z.output<typeof delivery>;

const trigger = z.object({
  run: z.string(),
  tenant: z.string(),
  report: z.string(),
  scope: z.string(),
  period: z.string(),
  configHash: z.string(),
  revision: z.int().min(1),
  /** Exclusive end of the observation. */
  asOf: z.string(),
  /** Kinds of mail that the run is to send, each once to each recipient of the catalogue; empty sends none. */
  deliveries: z.array(delivery),
  /** The request that began the run, or began it again after a cancellation. */
  openedBy: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  /** Raised before an execution starts; one name an attempt. */
  attempt: z.int().min(1),
  /** Highest attempt whose execution is known to have started. */
  started: z.int().min(0),
});
export type Trigger = z.output<typeof trigger>;

/** Who asks, and by which request: a repeated request is known again. */
export interface Requester {
  readonly principal: string;
  readonly request: string;
}

export interface WantedRun {
  readonly key: RunKey;
  readonly asOf: string;
  /** Null computes and releases, and mails nobody. */
  readonly delivery: Delivery | null;
  readonly by: Requester;
}

export const SCHEDULE = 'schedule';

const placeOf = (run: string): Place<Trigger> => ({ key: `triggers/${run}`, schema: trigger });

export async function readTrigger(books: RunStore, run: string): Promise<Trigger | null> {
  return (await readEntry(books.store, placeOf(run)))?.value ?? null;
}

/** The trigger as an execution sees it, whatever attempts came after. Throws `UnknownRunError`. */
export async function readAttempt(
  books: RunStore,
  { run, attempt }: ExecutionInput,
): Promise<Trigger> {
  const trigger = await readTrigger(books, run);
  if (trigger === null) throw new UnknownRunError(run);
  return { ...trigger, attempt };
}

/** Every trigger, in the order of its key. */
export async function listTriggers(books: RunStore): Promise<Trigger[]> {
  const keys = await books.store.list('triggers/');
  const found = await Promise.all(keys.map((key) => readTrigger(books, key.slice(9))));
  return found.filter((one) => one !== null);
}

/**
 * The trigger of a key, made where there is none. Mails that were not asked for before, and a cancelled attempt,
 * raise the attempt: its steps find what is there already and do the rest.
 */
export async function openTrigger(
  books: RunStore,
  wanted: WantedRun,
  cancelled: (trigger: Trigger) => Promise<boolean>,
): Promise<Trigger> {
  const run = triggerKeyOf(wanted.key);
  const created = await createEntry(books, placeOf(run), newTrigger(run, wanted, books.clock()));
  if (created !== 'exists') return created.value;
  const before = await readTrigger(books, run);
  const stopped = before !== null && (await cancelled(before)) ? before.attempt : 0;
  return changeTrigger(books, run, (now) => reopened(now, wanted, stopped));
}

/** One more attempt at a run. */
export const raiseAttempt = (books: RunStore, run: string): Promise<Trigger> =>
  changeTrigger(books, run, (now) => ({ ...now, attempt: now.attempt + 1 }));

export const markStarted = (books: RunStore, { run, attempt }: Trigger): Promise<Trigger> =>
  changeTrigger(books, run, (now) =>
    now.started >= attempt ? null : { ...now, started: attempt },
  );

/** A run that nobody ever asked for. */
export class UnknownRunError extends Error {
  override readonly name = 'UnknownRunError';
  constructor(run: string) {
    super(`no run is called ${JSON.stringify(run)}: see \`tenure runs list\``);
  }
}

async function changeTrigger(
  books: RunStore,
  run: string,
  change: (now: Trigger) => Trigger | null,
): Promise<Trigger> {
  const changed = await changeEntry(books, placeOf(run), change);
  if (changed === null) throw new UnknownRunError(run);
  return changed.value;
}

const newTrigger = (run: string, { key, asOf, delivery, by }: WantedRun, at: Date): Trigger => ({
  run,
  ...key,
  asOf,
  deliveries: delivery === null ? [] : [delivery],
  openedBy: by.request,
  requestedBy: by.principal,
  requestedAt: at.toISOString(),
  attempt: 1,
  started: 0,
});

function reopened(now: Trigger, { delivery, by }: WantedRun, stopped: number): Trigger | null {
  const restart = stopped >= now.attempt;
  const added = delivery === null || now.deliveries.includes(delivery) ? [] : [delivery];
  if (!restart && added.length === 0) return null;
  return {
    ...now,
    deliveries: [...now.deliveries, ...added],
    ...(restart ? { openedBy: by.request, requestedBy: by.principal } : {}),
    attempt: now.attempt + 1,
  };
}
