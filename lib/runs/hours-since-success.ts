import type { PeriodKey } from './period-lease.ts';
import { readRunState } from './run-state.ts';
import type { RunStore } from './run-store.ts';
import { listTriggers } from './trigger.ts';

const MS_PER_HOUR = 3_600_000;

/** Whole hours since a run of the report ended with all its mail accounted for; null where none ever did. */
export async function hoursSinceSuccess(
  books: RunStore,
  { tenant, report }: Omit<PeriodKey, 'period'>,
): Promise<number | null> {
  const triggers = await listTriggers(books);
  const own = triggers.filter((one) => one.tenant === tenant && one.report === report);
  const states = await Promise.all(own.map(({ run }) => readRunState(books, run)));
  const ends = states.flatMap(({ state, finishedAt }) =>
    state === 'succeeded' && finishedAt !== null ? [Date.parse(finishedAt)] : [],
  );
  if (ends.length === 0) return null;
  return Math.floor((books.clock().getTime() - Math.max(...ends)) / MS_PER_HOUR);
}
