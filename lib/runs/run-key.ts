import { identityHash } from './identity-hash.ts';

/** What is asked for: the same key asked twice, however and whenever, is one run. */
export interface RunKey {
  readonly tenant: string;
  readonly report: string;
  /** `all`, or the scope that is asked for, as `country:IE`. A run makes its report in every scope. */
  readonly scope: string;
  /** ISO week that the report closes, as `2026-W47`. */
  readonly period: string;
  /** `configHashOf` of the configuration. */
  readonly configHash: string;
  /** 1 unless an operator asks for a restatement. */
  readonly revision: number;
}

/** Identity of the run before anything is read: the id of the run in the API and in every stored object. */
export const triggerKeyOf = ({
  tenant,
  report,
  scope,
  period,
  configHash,
  revision,
}: RunKey): string => identityHash({ tenant, report, scope, period, configHash, revision });

/** Identity of a parsed, defaulted configuration. Who gets mail from whom, and who may sign, changes no figure. */
export function configHashOf(configuration: object): string {
  const figures: Record<string, unknown> = { ...configuration };
  delete figures['mail'];
  delete figures['approvals'];
  return identityHash(figures);
}

/** Name of one attempt at a run, at most 80 characters: `wk-2026-W47-<20 of the trigger key>-a1`. */
export const executionName = (run: string, period: string, attempt: number): string =>
  `wk-${period}-${run.slice(0, 20)}-a${attempt}`;

/** One attempt at a run, as its mails name it: a cancellation binds the attempts that there are, and none to come. */
export const attemptId = (run: string, attempt: number): string => `${run}-a${attempt}`;

/** Every attempt at a run so far. */
export const attemptIds = ({
  run,
  attempt,
}: {
  readonly run: string;
  readonly attempt: number;
}): string[] => Array.from({ length: attempt }, (_, index) => attemptId(run, index + 1));
