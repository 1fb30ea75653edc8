import { randomUUID } from 'node:crypto';
import { GlueClient } from '@aws-sdk/client-glue';
import { dropTables } from '#lib/intake/athena/plan/glue-tables.ts';
import { stagedTablePrefix } from '#lib/intake/athena/plan/landing-place.ts';
import { readRunMails } from '#lib/mail/run-mails.ts';
import { endRun } from '#lib/pipeline/steps/end-run.ts';
import type { ExecutionInput } from '#lib/runs/orchestrator.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { readAttempt } from '#lib/runs/trigger.ts';
import { keptTablePrefix } from '#lib/warehouse/athena-tables.ts';
import { books, clock, log, variable } from './services.ts';

const glue = new GlueClient();

/** The end of a run, good or bad: its record, and its tables for a day taken away. */
export const handler = async (event: FinishEvent): Promise<void> => {
  const trigger = await readAttempt(books(), event);
  const ledger = { store: books().store, process: { now: clock, newId: randomUUID } };
  const { state } = await endRun(books(), trigger, {
    failure: event.failure?.Error ?? null,
    mailsOf: (run) => readRunMails(ledger, run),
  });
  const succeeded = state === 'succeeded' ? 1 : 0;
  log.reportMetric('RunsSucceeded', trigger.report, succeeded);
  log.reportMetric('RunsFailed', trigger.report, state === 'failed' ? 1 : 0);
  log.info('run-ended', { run: trigger.run, state, period: trigger.period });
  const name = attemptId(trigger.run, trigger.attempt);
  for (const prefix of [keptTablePrefix(name), stagedTablePrefix(name)])
    await dropTables(glue, { database: variable('DATABASE'), prefix });
};

interface FinishEvent extends ExecutionInput {
  readonly failure?: { readonly Error?: string };
}
