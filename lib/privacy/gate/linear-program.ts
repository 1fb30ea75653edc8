/** One equation of a homogeneous system: the weighted columns add up to 0. */
export interface Row {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

/** What may change between two solves over the same rows. Each array has one entry per column. */
export interface Objective {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Restricts every column to whole numbers. */
  readonly whole: boolean;
}

/** Columns bound by rows, kept by the solver so that only costs and bounds are sent again. */
export interface LinearProgram {
  /**
   * Values of the columns at the least total cost, or `null` when nothing fits rows and bounds.
   * Throws a `GateRefusal` when the solver cannot tell.
   */
  minimise(objective: Objective): Float64Array | null;
  dispose(): void;
}

export interface Solver {
  /** Name and version, part of a run's identity. */
  readonly version: string;
  program(columns: number, rows: readonly Row[]): LinearProgram;
}

/** Makes a solver whose programs may take so many seconds together. */
export type LoadSolver = (seconds: number) => Promise<Solver>;
