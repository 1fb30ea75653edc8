import { randomBytes, randomUUID } from 'node:crypto';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { createApi } from '#lib/api/app.ts';
import { gatewayCaller } from '#lib/api/gateway-caller.ts';
import { mailPorts } from '#lib/api/mail-ports.ts';
import { pseudonymsOf } from '#lib/erasure/erased-persons.ts';
import { sfnOrchestrator } from '#lib/runs/sfn-orchestrator.ts';
import { books, clock, configuration, log, releasedObjects, tenant, variable } from './services.ts';

async function makeApi() {
  const client = new SFNClient();
  const ledger = { store: books().store, process: { now: clock, newId: randomUUID } };
  return createApi({
    ...books(),
    released: releasedObjects(),
    orchestrator: sfnOrchestrator({ client, stateMachineArn: variable('STATE_MACHINE_ARN') }),
    configuration: (await configuration()).configuration,
    tenant: tenant(),
    principal: gatewayCaller(tenant()),
    pseudonymOf: await pseudonymsOf(books(), randomBytes),
    ...mailPorts(ledger),
    failed: ({ route, error }) => log.error('api-failed', error, { step: route }),
  });
}

let api: ReturnType<typeof makeApi> | undefined;

/** The API behind API Gateway. */
export const handler = async (event: LambdaEvent, context: Context) => {
  api ??= makeApi();
  return handle(await api)(event, context);
};
