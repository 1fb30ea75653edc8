import type { CellKey } from '../cell.ts';

/** What the gate decided, for the log and the reader of `run.json`; holds no figure. */
export interface GateSummary {
  readonly cells: number;
  readonly withheldPrimary: number;
  readonly withheldSecondary: number;
  readonly solverVersion: string;
}

/** Cells that may be known to a reader; every other cell stays undetermined. */
export interface GateVerdict {
  readonly published: ReadonlySet<CellKey>;
  readonly summary: GateSummary;
}

/** Why the gate refused a run. Codes only: a message could quote a value. */
export type GateRefusalCode =
  | 'INCONSISTENT_CELL'
  | 'INCONSISTENT_EQUATION'
  | 'UNKNOWN_CELL'
  | 'NOT_A_WHOLE_NUMBER'
  | 'NOT_A_NUMBER'
  | 'POLICY_BELOW_FLOOR'
  | 'IDENTIFIER_IN_LABEL'
  | 'SOLVER_FAILED'
  | 'SOLVER_TIMEOUT'
  | 'AUDIT_FAILED'
  | 'LEDGER_MOVED';

/** The gate could not prove the release safe, so nothing leaves. */
export class GateRefusal extends Error {
  override readonly name = 'GateRefusal';
  readonly code: GateRefusalCode;
  constructor(code: GateRefusalCode) {
    super(`the release gate refused this run: ${code}`);
    this.code = code;
  }
}
