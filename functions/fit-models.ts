import { fitModelsStep } from '#lib/pipeline/steps/fit-models-step.ts';
import { onRun, storedRun } from './services.ts';
import { openTables } from './tables.ts';

/** Grouped histories → models and forecasts. */
export const handler = onRun('fit-models', async (trigger) =>
  fitModelsStep(await storedRun(trigger), openTables(trigger)),
);
