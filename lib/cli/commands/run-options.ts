import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Configuration } from '#lib/config/configuration.ts';
import type { LoadedConfiguration } from '#lib/config/load-configuration.ts';
import { type RunRequest, RunRequestError } from '#lib/pipeline/run-request.ts';
import { signedDecision } from '#lib/pipeline/signed-decision.ts';
import type { Signed } from '#lib/privacy/report.ts';
import { ledgerBucketOf } from '../open-books.ts';

/** Flags of `run` as the shell gives them; a flag goes before `TENURE_*`, that before the file, that before the default. */
export interface RunFlags {
  readonly config: string;
  readonly asOf?: string;
  readonly report?: readonly string[];
  readonly out: string;
  readonly store: string;
  readonly send: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly memory: number;
  readonly overrideHold?: string;
  readonly correct?: string;
  readonly approvedBy?: string;
}

export const configOption = new Option('--config <file>', 'the configuration file')
  .env('TENURE_CONFIG')
  .default('tenure.yaml');

export const outOption = new Option('--out <folder>', 'where the files of the run are written')
  .env('TENURE_OUT')
  .default('out');

export const storeOption = new Option('--store <folder>', 'where landed data are kept')
  .env('TENURE_STORE')
  .default('.tenure')
  .argParser((text) => {
    if (ledgerBucketOf(text) === null) return text;
    throw new RunRequestError(`--store ${text}: runs that are made here are kept in a folder`);
  });

/** Of a verb that looks into a ledger. */
export const ledgerOption = new Option(
  '--store <place>',
  'folder of this machine, or s3:// and the ledger bucket of an account',
)
  .env('TENURE_STORE')
  .default('.tenure');

export const machineOption = new Option(
  '--machine <arn>',
  'state machine that makes the runs, where the store is a ledger bucket',
).env('TENURE_MACHINE');

/** Who decides, as it stays in the ledger: a role, since a name is a person's. */
export const byOption = new Option('--by <role>', 'role of who decides, such as mail-duty')
  .default('operator')
  .argParser((text) => {
    if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
    throw new RunRequestError('--by: must be a role in lower case, such as mail-duty');
  });

export const asOfOption = new Option(
  '--as-of <date>',
  'exclusive end of the observation, YYYY-MM-DD; floored to Monday unless snapshot is exact',
).env('TENURE_AS_OF');

export const memoryOption = new Option('--memory <MB>', 'memory of the SQL engine; the rest spills')
  .env('TENURE_MEMORY')
  .default(500)
  .argParser((text) => {
    const megabytes = Number(text);
    if (Number.isInteger(megabytes) && megabytes >= 200) return megabytes;
    throw new RunRequestError(`--memory ${text}: must be a whole number of megabytes from 200`);
  });

export const overrideOption = new Option(
  '--override-hold <grounds>',
  'let a held report go, such as "known difference"; the release check still decides',
);

export const correctOption = new Option(
  '--correct <cause>',
  'replace a final report that was sent, such as "wrong rate of USD on 2026-11-20"',
);

export const approvedByOption = new Option(
  '--approved-by <role>',
  'role that signs, of approvals in the configuration',
);

/** Checks what only the command line can get wrong. Throws `RunRequestError`. */
export function runRequest(
  flags: RunFlags,
  { configuration, directory }: LoadedConfiguration,
): RunRequest {
  const exact = configuration.privacy.snapshot === 'exact';
  if (flags.send && exact)
    throw new RunRequestError(
      '--send: an exact snapshot is an analysis and is never sent; set privacy.snapshot to weekly',
    );
  if (flags.send && !configuration.mail)
    throw new RunRequestError('--send: the configuration has no mail section (from, domains)');
  const signed = signedIn(flags, configuration);
  const ids = configuration.reports.map(({ id }) => id);
  const unknown = flags.report?.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new RunRequestError(`--report ${unknown}: no such report; known: ${ids.join(', ')}`);
  return {
    configuration,
    directory,
    asOf: flags.asOf === undefined ? null : isoDate(flags.asOf),
    reports: flags.report ?? null,
    out: resolve(flags.out),
    store: resolve(flags.store),
    send: flags.send,
    dryRun: flags.dryRun,
    ...(signed && { signed }),
    memoryLimitMb: flags.memory,
    threads: Math.min(availableParallelism(), 4),
  };
}

/** One decision at most, with the role that signs it. */
function signedIn(
  { overrideHold, correct, approvedBy: approver }: RunFlags,
  configuration: Configuration,
): Signed | null {
  if (overrideHold !== undefined && correct !== undefined)
    throw new RunRequestError('--correct: goes without --override-hold; a held report is no cure');
  if (overrideHold !== undefined)
    return signedDecision({ act: 'override', words: overrideHold, approver }, configuration);
  if (correct !== undefined)
    return signedDecision({ act: 'correction', words: correct, approver }, configuration);
  if (approver === undefined) return null;
  throw new RunRequestError(
    '--approved-by: goes with --override-hold or --correct, which it signs',
  );
}

function isoDate(text: string): string {
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().slice(0, 10) === text;
  if (real) return text;
  throw new RunRequestError(`--as-of ${text}: must be a date such as 2026-11-23`);
}
