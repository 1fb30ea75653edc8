import type { ExecutionInput, ExecutionStatus, Orchestrator } from './orchestrator.ts';

/** An orchestrator whose executions live and die with this process. */
export interface InProcessOrchestrator extends Orchestrator {
  /** Settles when nothing is running or waiting to run. */
  idle(): Promise<void>;
}

/** One execution after the other: they share the folder in which data land. Failures are kept by `execute` itself. */
export function inProcessOrchestrator(
  execute: (input: ExecutionInput) => Promise<void>,
): InProcessOrchestrator {
  const statuses = new Map<string, ExecutionStatus>();
  let last = Promise.resolve();
  const run = async (name: string, input: ExecutionInput): Promise<void> => {
    if (statuses.get(name) === 'stopped') return;
    const end = await execute(input).then(
      () => 'succeeded' as const,
      () => 'failed' as const,
    );
    if (statuses.get(name) !== 'stopped') statuses.set(name, end);
  };
  return {
    async start(name, input) {
      if (statuses.has(name)) return;
      statuses.set(name, 'running');
      last = last.then(() => run(name, input));
    },
    async stop(name) {
      if (statuses.get(name) === 'running') statuses.set(name, 'stopped');
    },
    status: async (name) => statuses.get(name) ?? 'absent',
    idle: () => last,
  };
}
