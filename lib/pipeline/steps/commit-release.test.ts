import { expect, it } from 'vitest';
import { highestReleaseSeq } from '#lib/runs/period-lease.ts';
import { testBooks } from '../../../test/fixtures/run-books.ts';
import { WANTED } from '../../runs/run-key.fixture.ts';
import { openTrigger } from '../../runs/trigger.ts';
import { commitRelease, releasedRunOf } from './commit-release.ts';

it('shows the place in the chain: by it a cut-off end is missed, and a mail is linked', async () => {
  const books = testBooks();
  const trigger = await openTrigger(books, WANTED, async () => false);
  const passed = { runId: 'r1', readiness: 'FINAL', releaseSeq: 2 } as const;
  await expect(releasedRunOf(books, trigger.run)).rejects.toThrow('has not passed the gate');
  await commitRelease(books, trigger, passed);
  await commitRelease(books, trigger, passed);
  expect(await highestReleaseSeq(books)).toBe(2);
  expect(await releasedRunOf(books, trigger.run)).toEqual(passed);
});
