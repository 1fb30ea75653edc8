/** What every step of an execution is told: which attempt at which run it works for. */
export interface ExecutionInput {
  /** Trigger key of the run. */
  readonly run: string;
  /** The execution's own: the run may have a newer one, whose results an older one must not read. */
  readonly attempt: number;
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
