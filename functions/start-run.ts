import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { configHashOf } from '#lib/runs/run-key.ts';
import { runSchedule } from '#lib/runs/scheduled-run.ts';
import { sfnOrchestrator } from '#lib/runs/sfn-orchestrator.ts';
import { books, configuration, log, tenant, variable } from './services.ts';

const client = new SFNClient();
const scheduled = z.strictObject({ report: z.string(), scheduledTime: z.string() });

/** A schedule has fired: the week that is due, and those that were missed. */
export const handler = async (event: unknown): Promise<void> => {
  const due = scheduled.parse(event);
  const { configuration: read } = await configuration();
  const stateMachineArn = variable('STATE_MACHINE_ARN');
  const started = await runSchedule(books(), due, {
    orchestrator: sfnOrchestrator({ client, stateMachineArn }),
    tenant: tenant(),
    configHash: configHashOf(read),
    timeZone: read.business.timeZone,
  });
  for (const { run, period, attempt } of started)
    log.info('run-requested', { run, period, attempt, report: due.report });
};
