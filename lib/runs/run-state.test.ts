import { describe, expect, it } from 'vitest';
import { testBooks } from '../../test/fixtures/run-books.ts';
import {
  beginRun,
  failRun,
  finishRun,
  NO_MAILS,
  noteReleased,
  noteStep,
  QUEUED,
  readRunState,
} from './run-state.ts';

const RESULT = { runId: 'r1', readiness: 'FINAL', mails: NO_MAILS } as const;

it('tells of a run that has not begun that it is queued', async () => {
  expect(await readRunState(testBooks(), 'run')).toEqual(QUEUED);
});

it('keeps steps in their order, the newest telling of each', async () => {
  const books = testBooks();
  await beginRun(books, 'run');
  await noteStep(books, 'run', { name: 'take-snapshot', seconds: 1, rows: 10 });
  await noteStep(books, 'run', { name: 'measure', seconds: 2, rows: 20 });
  await noteStep(books, 'run', { name: 'take-snapshot', seconds: 3, rows: 10 });
  const { steps, state } = await readRunState(books, 'run');
  expect([state, ...steps.map(({ name }) => name)]).toEqual([
    'running',
    'measure',
    'take-snapshot',
  ]);
});

it('says that figures are released before the mails are sent, and never of a held run', async () => {
  const books = testBooks();
  await noteReleased(books, 'run', { ...RESULT, releaseSeq: 3 });
  const told = { released: true, runId: 'r1', releaseSeq: 3 };
  expect(await readRunState(books, 'run')).toMatchObject(told);
  await noteReleased(books, 'held', { ...RESULT, readiness: 'HELD', releaseSeq: 3 });
  expect(await readRunState(books, 'held')).toMatchObject({ released: false });
});

describe('the end of a run', () => {
  it.each([
    ['succeeded', RESULT],
    ['succeeded', { ...RESULT, mails: { ...NO_MAILS, accepted: 2, suppressed: 1, expired: 1 } }],
    ['succeeded_with_unresolved', { ...RESULT, mails: { ...NO_MAILS, accepted: 2, unknown: 1 } }],
    ['succeeded_with_unresolved', { ...RESULT, mails: { ...NO_MAILS, failed: 1 } }],
    ['held', { ...RESULT, readiness: 'HELD' as const }],
  ] as const)('is %s', async (state, result) => {
    expect((await finishRun(testBooks(), 'run', result)).state).toBe(state);
  });

  it('is a failure with the names of step and error, until it is begun again', async () => {
    const books = testBooks();
    await beginRun(books, 'run');
    const failed = await failRun(books, 'run', { step: 'measure', code: 'IntakeError' });
    expect(failed).toMatchObject({ state: 'failed', finishedAt: '2026-11-24T07:00:00.000Z' });
    expect(await beginRun(books, 'run')).toMatchObject({ state: 'running', failure: null });
  });
});
