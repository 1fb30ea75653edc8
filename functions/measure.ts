import { measureStep } from '#lib/pipeline/steps/measure-step.ts';
import { onRun, storedRun } from './services.ts';
import { openTables } from './tables.ts';

/** Grouped rows → figures with the customers behind them, before the gate. */
export const handler = onRun('measure', async (trigger) =>
  measureStep(await storedRun(trigger), openTables(trigger)),
);
