import type { Configuration } from '#lib/config/configuration.ts';
import type { Signed } from '#lib/privacy/report.ts';
import type { IsoDate } from '#lib/units/calendar.ts';

/** One run of the line on this machine. */
export interface RunRequest {
  readonly configuration: Configuration;
  /** Folder that the configuration's relative paths start from. */
  readonly directory: string;
  /** Exclusive end of the observation; null takes the last week that the orders cover. */
  readonly asOf: IsoDate | null;
  /** Ids of the reports to make; null makes all. */
  readonly reports: readonly string[] | null;
  readonly out: string;
  readonly store: string;
  readonly send: boolean;
  /** Mail only the groups that are bound to this scope, such as `country:IE`; `all` or left out mails every group. */
  readonly scope?: string;
  /** Measure and release, but write and send nothing. */
  readonly dryRun: boolean;
  /** What somebody signed for this run. */
  readonly signed?: Signed;
  readonly memoryLimitMb: number;
  readonly threads: number;
}

/** A run that cannot begin as asked; the message says what to ask instead. */
export class RunRequestError extends Error {
  override readonly name = 'RunRequestError';
}
