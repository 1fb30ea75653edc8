import { expect, it } from 'vitest';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { executeRun, type RunReport } from '#lib/runs/execute-run.ts';
import { readPeriod } from '#lib/runs/period-lease.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { KEY, WANTED } from '#lib/runs/run-key.fixture.ts';
import { NO_MAILS, readRunState } from '#lib/runs/run-state.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { crashingStore } from '../fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../fixtures/every-crash.ts';
import { notingOrchestrator, type TestBooks, testBooks } from '../fixtures/run-books.ts';

const report: RunReport = async () => ({ runId: 'r1', readiness: 'FINAL', mails: NO_MAILS });

async function requested(books: TestBooks): Promise<Trigger> {
  return requestRun(books, notingOrchestrator(), WANTED);
}

it('ends the same wherever it dies and is resumed', async () => {
  const points = await atEveryCrash(async (fuse) => {
    const books = testBooks();
    const trigger = await requested(books);
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const died = await diesIn(executeRun(dying, report)(trigger));
    await executeRun(books, report)(trigger);
    expect(await readRunState(books, trigger.run)).toMatchObject({
      state: 'succeeded',
      released: true,
      runId: 'r1',
    });
    expect(await readPeriod(books, KEY)).toMatchObject({ runId: 'r1', owner: null });
    return died;
  });
  expect(points).toBeGreaterThanOrEqual(16);
});

it('records a failure by its name and frees the period', async () => {
  const books = testBooks();
  const trigger = await requested(books);
  const failing: RunReport = async () => {
    throw new RangeError('row 17 of C-4711 is out of range');
  };
  expect(await diesIn(executeRun(books, failing)(trigger))).toBe(true);
  const state = await readRunState(books, trigger.run);
  expect(state).toMatchObject({ state: 'failed', failure: { step: 'line', code: 'RangeError' } });
  expect(JSON.stringify(state)).not.toContain('4711');
  expect((await readPeriod(books, KEY))?.owner).toBeNull();
});

it('does not commit when it is cancelled meanwhile', async () => {
  const books = testBooks();
  const trigger = await requested(books);
  const orchestrator = notingOrchestrator();
  const cancelled: RunReport = async (own) => {
    await cancelRun(books, own, { orchestrator, sweepMails: async () => {}, by: 'operator' });
    return report(own);
  };
  await executeRun(books, cancelled)(trigger);
  expect((await readRunState(books, trigger.run)).state).toBe('cancelled');
  expect((await readPeriod(books, KEY))?.runId).toBeNull();
});

it('waits for nobody: a week that another run is making is a failure by name', async () => {
  const books = testBooks();
  const one = await requested(books);
  const other = await requestRun(books, notingOrchestrator(), {
    ...WANTED,
    key: { ...KEY, configHash: 'd' },
  });
  const meanwhile: RunReport = async (own) => {
    expect(await diesIn(executeRun(books, report)(other))).toBe(true);
    return report(own);
  };
  await executeRun(books, meanwhile)(one);
  expect((await readRunState(books, other.run)).failure?.code).toBe('PeriodBusyError');
  expect((await readRunState(books, one.run)).state).toBe('succeeded');
});
