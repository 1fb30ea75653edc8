import { commitRelease } from '#lib/pipeline/steps/commit-release.ts';
import { releaseStep } from '#lib/pipeline/steps/release-step.ts';
import { books, onRun, storedRun } from './services.ts';

/** The gate: figures and cells → what a reader may see, or nothing. */
export const handler = onRun('release', async (trigger) =>
  commitRelease(books(), trigger, await releaseStep(await storedRun(trigger))),
);
