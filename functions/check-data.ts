import { checkDataStep } from '#lib/pipeline/steps/check-data-step.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { books, log, onRun, storedRun } from './services.ts';
import { openTables } from './tables.ts';

/** Landed tables → FINAL, PROVISIONAL or HELD, with reasons. */
export const handler = onRun('check-data', async (trigger) => {
  const { version } = await landingBooks(books(), trigger).erased.read();
  const run = await storedRun(trigger, async () => version);
  const { state } = await checkDataStep(run, openTables(trigger));
  log.reportMetric('ReportsHeld', trigger.report, state === 'HELD' ? 1 : 0);
});
