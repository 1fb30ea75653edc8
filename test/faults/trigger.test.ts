import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isCancelled } from '#lib/runs/cancel-flag.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { requestRun, resumeRun } from '#lib/runs/request-run.ts';
import { KEY, WANTED } from '#lib/runs/run-key.fixture.ts';
import { triggerKeyOf } from '#lib/runs/run-key.ts';
import { runSchedule } from '#lib/runs/scheduled-run.ts';
import { listTriggers, readAttempt, type Trigger } from '#lib/runs/trigger.ts';
import { fileStore } from '#lib/store/file-store.ts';
import type { Store } from '#lib/store/store.ts';
import { crashingOrchestrator, crashingStore } from '../fixtures/crashing-store.ts';
import { atEveryCrash, diesIn } from '../fixtures/every-crash.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { notingOrchestrator, testBooks } from '../fixtures/run-books.ts';

const EVENT = { report: 'weekly', scheduledTime: '2026-11-24T07:00:00Z' };
const CONTEXT = { tenant: 'main', configHash: 'c', timeZone: 'Europe/Dublin' };
const HUNDRED = Array.from({ length: 100 }, (_, index) => index);

const root = await mkdtemp(join(tmpdir(), 'trigger-'));
afterAll(() => rm(root, { recursive: true }));
const stores: readonly [string, Store][] = [
  ['memory', memoryStore()],
  ['a folder', await fileStore(root)],
];

describe.each(stores)('100 triggers at once and 100 later, in %s', (_, store) => {
  it('are one run with one answer', async () => {
    const books = testBooks(store);
    const orchestrator = notingOrchestrator();
    const fire = () => runSchedule(books, EVENT, { ...CONTEXT, orchestrator });
    const together = await Promise.all(HUNDRED.map(fire));
    const starts = orchestrator.calls;
    books.pass(200 * 86_400);
    const later: Trigger[][] = [];
    for (const _again of HUNDRED) later.push(await fire());
    expect([...orchestrator.started]).toEqual([
      [
        expect.stringMatching(/^wk-2026-W47-[a-z2-7]{20}-a1$/),
        { run: triggerKeyOf(KEY), attempt: 1 },
      ],
    ]);
    expect(new Set(later.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const identities = [...together, ...later]
      .flat()
      .map(({ run, attempt, asOf }) => [run, attempt, asOf]);
    expect(new Set(identities.map(String)).size).toBe(1);
    expect(await listTriggers(books)).toHaveLength(1);
    // Step Functions forgets a name after 90 days: what is known to have started is not started again.
    expect(orchestrator.calls).toBe(starts);
  });
});

it('starts one run, wherever the starter dies and is called again', async () => {
  const points = await atEveryCrash(async (fuse) => {
    const books = testBooks();
    const orchestrator = notingOrchestrator();
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const died = await diesIn(requestRun(dying, crashingOrchestrator(orchestrator, fuse), WANTED));
    const trigger = await requestRun(books, orchestrator, WANTED);
    expect([...orchestrator.started.values()]).toEqual([{ run: trigger.run, attempt: 1 }]);
    expect(trigger).toMatchObject({ attempt: 1, started: 1, deliveries: ['scheduled'] });
    return died;
  });
  expect(points).toBeGreaterThanOrEqual(8);
});

it('raises the attempt before it starts: a resumption that dies is the same one again', async () => {
  await atEveryCrash(async (fuse) => {
    const books = testBooks();
    const orchestrator = notingOrchestrator();
    const { run } = await requestRun(books, orchestrator, WANTED);
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const died = await diesIn(resumeRun(dying, crashingOrchestrator(orchestrator, fuse), run));
    await requestRun(books, orchestrator, WANTED);
    const names = [...orchestrator.started.keys()].map((name) => name.slice(-3));
    expect([['-a1'], ['-a1', '-a2']]).toContainEqual(names);
    expect((await listTriggers(books))[0]?.started).toBe(names.length);
    return died;
  });
});

describe('the mails of one run', () => {
  it('are asked for once each: those of the schedule after a silent run, and no others', async () => {
    const books = testBooks();
    const orchestrator = notingOrchestrator();
    await requestRun(books, orchestrator, { ...WANTED, delivery: null });
    const mailed = await requestRun(books, orchestrator, WANTED);
    const again = await requestRun(books, orchestrator, WANTED);
    expect(mailed).toMatchObject({ attempt: 2, deliveries: ['scheduled'] });
    expect(again).toEqual(mailed);
    expect(orchestrator.started.size).toBe(2);
  });

  it('of the schedule go out though somebody has cancelled the same run before', async () => {
    const books = testBooks();
    const orchestrator = notingOrchestrator();
    const by = { principal: 'analyst', request: 'first' };
    const first = await requestRun(books, orchestrator, { ...WANTED, delivery: null, by });
    const sweeps: string[] = [];
    const sweepMails = async ({ runId }: { runId: string }) => sweeps.push(runId);
    await cancelRun(books, first, { orchestrator, sweepMails, by: 'analyst' });
    expect(await isCancelled(books, first)).toBe(true);
    expect(sweeps).toEqual([`${first.run}-a1`]);
    const scheduled = await requestRun(books, orchestrator, WANTED);
    expect(scheduled).toMatchObject({ attempt: 2, started: 2, deliveries: ['scheduled'] });
    expect(await isCancelled(books, scheduled)).toBe(false);
  });
});

it('cancels, wherever the canceller dies and is called again', async () => {
  await atEveryCrash(async (fuse) => {
    const books = testBooks();
    const orchestrator = notingOrchestrator();
    const trigger = await requestRun(books, orchestrator, WANTED);
    const swept: string[] = [];
    const sweepMails = async ({ runId }: { runId: string }) => {
      expect(await isCancelled(books, trigger)).toBe(true);
      swept.push(runId);
    };
    const dying = { ...books, store: crashingStore(books.store, fuse) };
    const dyingOrchestrator = crashingOrchestrator(orchestrator, fuse);
    const by = 'operator';
    const died = await diesIn(
      cancelRun(dying, trigger, { orchestrator: dyingOrchestrator, sweepMails, by }),
    );
    const state = await cancelRun(books, trigger, { orchestrator, sweepMails, by });
    expect([state.state, orchestrator.stopped.size]).toEqual(['cancelled', 1]);
    expect(swept.length).toBeGreaterThanOrEqual(1);
    return died;
  });
});

it('makes five runs and one round of mails after five weeks of silence', async () => {
  const books = testBooks();
  const orchestrator = notingOrchestrator();
  const fire = (scheduledTime: string) =>
    runSchedule(books, { ...EVENT, scheduledTime }, { ...CONTEXT, orchestrator });
  await fire('2026-10-20T06:00:00Z');
  orchestrator.started.clear();
  const [late] = await Promise.all([fire(EVENT.scheduledTime), fire(EVENT.scheduledTime)]);
  expect(orchestrator.started.size).toBe(5);
  expect(late.map(({ period, deliveries }) => [period, deliveries.length])).toEqual([
    ['2026-W43', 0],
    ['2026-W44', 0],
    ['2026-W45', 0],
    ['2026-W46', 0],
    ['2026-W47', 1],
  ]);
});

it('lets an execution work for its own attempt, whatever came after it', async () => {
  const books = testBooks();
  const orchestrator = notingOrchestrator();
  const { run } = await requestRun(books, orchestrator, WANTED);
  await resumeRun(books, orchestrator, run);
  const seen = [...orchestrator.started.values()].map((input) => readAttempt(books, input));
  expect((await Promise.all(seen)).map(({ attempt }) => attempt)).toEqual([1, 2]);
});
