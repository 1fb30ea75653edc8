import type { DataNote } from '#lib/privacy/report.ts';
import type { CheckId, Severity } from './bounds.ts';

/** What one check came to. */
export interface CheckResult {
  readonly check: CheckId;
  readonly severity: Severity | 'pass';
  /** Null where there was nothing to check. */
  readonly value: number | null;
  readonly limit: number;
  /** A sentence with number and limit, about rows only. */
  readonly message: string;
  /** What to do where it did not pass. */
  readonly fix: string;
}

/** Whether the report may be sent, and why not. */
export interface Readiness {
  readonly state: 'FINAL' | 'PROVISIONAL' | 'HELD';
  /** Every check that was run, in the order of the registry. */
  readonly findings: readonly CheckResult[];
  /** The findings that did not pass, worst first. */
  readonly notes: readonly DataNote[];
}

/** The worst finding decides. */
export function stateOf(findings: readonly CheckResult[]): Readiness['state'] {
  if (findings.some(({ severity }) => severity === 'hold')) return 'HELD';
  return findings.some(({ severity }) => severity === 'provisional') ? 'PROVISIONAL' : 'FINAL';
}

/** What a report says about the findings. */
export const notesOf = (
  findings: readonly CheckResult[],
  severities: readonly Severity[],
): DataNote[] =>
  severities.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ check, message, fix }) => ({ check, severity, message: `${message} ${fix}` })),
  );
