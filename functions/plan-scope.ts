import { RUN_FACTS } from '#lib/pipeline/artefacts/run-facts.ts';
import { scopeCalls } from '#lib/pipeline/steps/scope-calls.ts';
import { keepStatements } from '#lib/pipeline/steps/statement-books.ts';
import { chosenReports } from '#lib/pipeline/steps/stored-run.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
import { books, onRun, storedRun, variable } from './services.ts';
import { tablesOf } from './tables.ts';

/** Facts → the statements that make what many queries read: who is in scope, and their orders. */
export const handler = onRun('plan-scope', async (trigger) => {
  const run = await storedRun(trigger);
  const facts = await run.kept.load(RUN_FACTS);
  const database = variable('DATABASE');
  const name = attemptId(trigger.run, trigger.attempt);
  const tables = await tablesOf(trigger, {
    snapshot: facts.snapshot,
    asOf: facts.observation.asOf,
  });
  const location = `s3://${variable('LAKE_BUCKET')}/scoped/${name}/`;
  const calls = scopeCalls(run.configuration, chosenReports(run), facts);
  const phases = scopePlan({ database, tables, run: name, location }, calls);
  return { phases: await keepStatements(books(), trigger, phases) };
});
