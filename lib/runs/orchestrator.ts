/** What every step of an execution is told: which run it works for. */
export interface ExecutionInput {
  /** Trigger key of the run. */
  readonly run: string;
}

export type ExecutionStatus = 'absent' | 'running' | 'succeeded' | 'failed' | 'stopped';

/** Starts the line somewhere: Step Functions in the account, this process on a laptop. */
export interface Orchestrator {
  /** A name starts once; a second start of the same name is a success that does nothing. */
  start(name: string, input: ExecutionInput): Promise<void>;
  /** Stopping what has ended, or never began, is a success. */
  stop(name: string): Promise<void>;
  status(name: string): Promise<ExecutionStatus>;
}
