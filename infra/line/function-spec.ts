import type { Access } from './access.ts';

/** A Lambda as data: what it costs, what it may touch, and what its failure means. */
export interface FunctionSpec {
  /** File `functions/<name>.ts`, which exports `handler`. */
  readonly name: string;
  /** What breaks for whom when it fails; alarms and the runbook quote it. */
  readonly errorImpact: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Most copies that run at once. */
  readonly concurrency: number;
  /** Whether the bundle carries the configuration file. */
  readonly configuration: boolean;
  readonly access: Access;
}
