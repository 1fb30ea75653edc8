import { describe, expect, it } from 'vitest';
import { notingOrchestrator, testBooks } from '../../test/fixtures/run-books.ts';
import { backfillWeek, planBackfill, type Reprocess } from './backfill.ts';
import { weekOfPeriod } from './iso-period.ts';
import { acquirePeriod, commitPeriod } from './period-lease.ts';
import { failRun } from './run-state.ts';
import type { RunStore } from './run-store.ts';
import { weeksBetween } from './schedule-plan.ts';
import { readTrigger } from './trigger.ts';

const KEY = { tenant: 'main', report: 'weekly', configHash: 'c' };
const week = (period: string) => weekOfPeriod(period) ?? 0;

/** Makes one week after the other as the plan says. */
async function backfill(books: RunStore, reprocess: Reprocess, [from, to]: [string, string]) {
  const orchestrator = notingOrchestrator();
  const weeks = weeksBetween(week(from), week(to));
  const plan = await planBackfill(books, KEY, { weeks, reprocess });
  for (const step of plan) await backfillWeek(books, orchestrator, { step, key: KEY });
  return { plan, orchestrator };
}

async function releasePeriod(books: RunStore, period: string) {
  const lease = await acquirePeriod(books, { ...KEY, period }, { owner: 'x', leaseMs: 1000 });
  if (lease !== 'busy')
    await commitPeriod(books, lease, { runId: 'r', revision: 1, releaseSeq: 1 });
}

it('makes the 52 missing weeks of a year, and mails nobody', async () => {
  const books = testBooks();
  const { orchestrator } = await backfill(books, 'missing', ['2025-W01', '2025-W52']);
  const runs = [...orchestrator.started.values()].map(({ run }) => run);
  expect(new Set(runs).size).toBe(52);
  const triggers = await Promise.all(runs.map((run) => readTrigger(books, run)));
  expect(triggers.flatMap((trigger) => trigger?.deliveries)).toEqual([]);
});

it('does nothing the second time', async () => {
  const books = testBooks();
  await backfill(books, 'missing', ['2026-W40', '2026-W44']);
  const { plan, orchestrator } = await backfill(books, 'missing', ['2026-W40', '2026-W44']);
  expect(plan.map(({ action }) => action)).toEqual(Array(5).fill('keep'));
  expect(orchestrator.calls).toBe(0);
});

describe('what is made again', () => {
  it.each([
    ['missing', ['keep', 'keep', 'keep', 'start']],
    ['failed', ['keep', 'resume', 'keep', 'keep']],
    ['all', ['keep', 'resume', 'resume', 'start']],
  ] as const)(
    '%s: of a released, a failed, a running and a missing week',
    async (reprocess, actions) => {
      const books = testBooks();
      const { plan } = await backfill(books, 'missing', ['2026-W40', '2026-W42']);
      await releasePeriod(books, '2026-W40');
      await failRun(books, plan[1]?.run ?? (await newestRun(books, '2026-W41')), {
        step: 'measure',
        code: 'Error',
      });
      const again = await backfill(books, reprocess, ['2026-W40', '2026-W43']);
      expect(again.plan.map(({ action }) => action)).toEqual(actions);
      const names = [...again.orchestrator.started.keys()];
      expect(names).toHaveLength(actions.filter((action) => action !== 'keep').length);
      expect(names.filter((name) => name.endsWith('-a2'))).toHaveLength(
        actions.filter((action) => action === 'resume').length,
      );
    },
  );
});

async function newestRun(books: RunStore, period: string): Promise<string> {
  const weeks = weeksBetween(week(period), week(period));
  const [step] = await planBackfill(books, KEY, { weeks, reprocess: 'missing' });
  return step?.run ?? '';
}
