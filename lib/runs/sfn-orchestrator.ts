import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { ExecutionStatus, Orchestrator } from './orchestrator.ts';

export interface SfnOptions {
  readonly client: SFNClient;
  /** Of a standard machine; a version or an alias at its end is taken. */
  readonly stateMachineArn: string;
}

const STATUS: Readonly<Record<string, ExecutionStatus>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  ABORTED: 'stopped',
};

/** Executions of a standard state machine, which takes a name once in 90 days. */
export function sfnOrchestrator({ client, stateMachineArn }: SfnOptions): Orchestrator {
  const arnOf = (name: string): string => {
    const parts = stateMachineArn.split(':').slice(0, 7);
    return [...parts.slice(0, 5), 'execution', parts[6], name].join(':');
  };
  return {
    async start(name, input) {
      const command = new StartExecutionCommand({
        stateMachineArn,
        name,
        input: JSON.stringify(input),
      });
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      });
    },
    async stop(name) {
      const command = new StopExecutionCommand({ executionArn: arnOf(name), error: 'Cancelled' });
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      });
    },
    async status(name) {
      const command = new DescribeExecutionCommand({ executionArn: arnOf(name) });
      try {
        return STATUS[(await client.send(command)).status ?? ''] ?? 'failed';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'absent';
        throw error;
      }
    },
  };
}
