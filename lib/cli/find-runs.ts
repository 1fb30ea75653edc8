import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { readRunState } from '#lib/runs/run-state.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { listTriggers } from '#lib/runs/trigger.ts';
import type { ListedRun } from './run-text.ts';

/** Every run of a ledger, the newest request last. */
export async function listedRuns(books: RunStore): Promise<ListedRun[]> {
  const triggers = await listTriggers(books);
  const runs = await Promise.all(
    triggers.map(async (trigger) => ({ trigger, state: await readRunState(books, trigger.run) })),
  );
  const asked = ({ trigger }: ListedRun) => `${trigger.requestedAt} ${trigger.run}`;
  return runs.sort((a, b) => (asked(a) < asked(b) ? -1 : 1));
}

/** The run whose id begins as told. Throws `RunRequestError` where there is none, or more than one. */
export async function findRun(books: RunStore, begin: string): Promise<ListedRun> {
  const found = (await listedRuns(books)).filter(({ trigger }) => trigger.run.startsWith(begin));
  const [run, ...others] = found;
  if (run === undefined)
    throw new RunRequestError(`no run is called ${begin}; see \`tenure runs list\``);
  if (others.length > 0)
    throw new RunRequestError(`${found.length} runs begin with ${begin}; write more of the id`);
  return run;
}
