import { SFNClient } from '@aws-sdk/client-sfn';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import type { Orchestrator } from '#lib/runs/orchestrator.ts';
import { sfnOrchestrator } from '#lib/runs/sfn-orchestrator.ts';
import { ledgerBucketOf } from './open-books.ts';

/** What makes the runs of a ledger: the flags of a verb that starts or stops one. */
export interface MachineFlags {
  readonly store: string;
  readonly machine?: string;
}

const MACHINE = /^arn:aws[a-z-]*:states:([a-z0-9-]+):\d{12}:stateMachine:[\w-]{1,80}$/;

/** The state machine of the account whose ledger `--store` names; null for this machine's own. Throws `RunRequestError`. */
export function accountMachine({ store, machine }: MachineFlags): Orchestrator | null {
  if (ledgerBucketOf(store) === null) return null;
  const region = MACHINE.exec(machine ?? '')?.[1];
  if (machine === undefined || region === undefined)
    throw new RunRequestError(
      `--machine ${machine ?? ''}: runs of ${store} are made by a state machine; give its ARN, the output StateMachine of the reporting stack`,
    );
  return sfnOrchestrator({ client: new SFNClient({ region }), stateMachineArn: machine });
}
