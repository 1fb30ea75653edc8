import { GlueClient } from '@aws-sdk/client-glue';
import { createTables } from '#lib/intake/athena/plan/glue-tables.ts';
import { planScoresStep } from '#lib/pipeline/steps/plan-scores-step.ts';
import { scoreBook } from '#lib/pipeline/steps/score-books.ts';
import { keepStatements } from '#lib/pipeline/steps/statement-books.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { books, lakeObjects, onRun, storedRun, today, variable } from './services.ts';
import { openTables, tablesOf } from './tables.ts';

const glue = new GlueClient();

/** Forecast → the statement that writes a row of scores for each customer who may be scored, where they are asked for. */
export const handler = onRun('plan-scores', async (trigger) => {
  const database = variable('DATABASE');
  const planned = await planScoresStep(await storedRun(trigger), openTables(trigger), {
    database,
    run: attemptId(trigger.run, trigger.attempt),
    lake: `s3://${variable('LAKE_BUCKET')}/`,
    objects: lakeObjects(),
    createTable: (table) => createTables(glue, database, [table]),
    tablesOf: ({ snapshot, observation: { asOf } }) => tablesOf(trigger, { snapshot, asOf }),
    today: await today(),
  });
  await scoreBook(books(), trigger).write({ scores: planned?.scores ?? null });
  const phases = planned ? [{ statements: [planned.statement] }] : [];
  return { phases: await keepStatements(books(), trigger, phases) };
});
