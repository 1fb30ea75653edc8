import { checkDataStep } from '#lib/pipeline/steps/check-data-step.ts';
import { log, onRun, storedRun } from './services.ts';
import { openTables } from './tables.ts';

/** Landed tables → FINAL, PROVISIONAL or HELD, with reasons. */
export const handler = onRun('check-data', async (trigger) => {
  const { state } = await checkDataStep(await storedRun(trigger), openTables(trigger));
  log.reportMetric('ReportsHeld', trigger.report, state === 'HELD' ? 1 : 0);
});
