import highsPackage, { type Highs, type Model } from 'highs';
import type { LinearProgram, Objective, Row, Solver } from './linear-program.ts';
import { GateRefusal } from './verdict.ts';

/** Violations of a row or bound that the solver may leave, in scaled units. */
const FEASIBILITY = 1e-9;

/** A whole table need not be the cheapest one: it is a proof at any price. */
const WHOLE_GAP = 0.25;

const runtime: { loading?: Promise<Highs> } = {};

/** The package's types describe its CommonJS build; as an ES module its default export is the loader itself. */
const isLoader = (value: unknown): value is typeof highsPackage.default =>
  typeof value === 'function';

function loadRuntime(): Promise<Highs> {
  const load: unknown = highsPackage;
  if (!isLoader(load)) throw new GateRefusal('SOLVER_FAILED');
  return load();
}

/** HiGHS compiled to WebAssembly: loaded once per process, one time budget per solver. */
export async function highsSolver(seconds: number): Promise<Solver> {
  runtime.loading ??= loadRuntime();
  const highs = await runtime.loading;
  const budget = { seconds };
  return {
    version: `highs ${highs.version.string}`,
    program: (columns, rows) => highsProgram(highs, emptyModel(highs, columns, rows), budget),
  };
}

function emptyModel(highs: Highs, columns: number, rows: readonly Row[]): Model {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.columns.length);
  const model = highs.createModel({
    numCols: columns,
    numRows: rows.length,
    colCost: new Float64Array(columns),
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns),
    rowLower: new Float64Array(rows.length),
    rowUpper: new Float64Array(rows.length),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns,
      starts,
      indices: rows.flatMap((row) => row.columns),
      values: rows.flatMap((row) => row.coefficients),
    },
  });
  model.options.set({
    output_flag: false,
    primal_feasibility_tolerance: FEASIBILITY,
    mip_rel_gap: WHOLE_GAP,
  });
  return model;
}

function highsProgram(highs: Highs, model: Model, budget: { seconds: number }): LinearProgram {
  const { optimal, infeasible, unboundedOrInfeasible, timeLimit } = highs.constants.modelStatus;
  return {
    minimise(objective) {
      pose(highs, model, objective);
      const status = runWithin(model, budget);
      if (status === timeLimit) throw new GateRefusal('SOLVER_TIMEOUT');
      if (status === infeasible || status === unboundedOrInfeasible) return null;
      if (status !== optimal) throw new GateRefusal('SOLVER_FAILED');
      return model.getSolution().colValue;
    },
    dispose: () => model.dispose(),
  };
}

function pose(highs: Highs, model: Model, { cost, lower, upper, whole }: Objective): void {
  const all = { kind: 'range', from: 0, to: cost.length - 1 } as const;
  const { integer } = highs.constants.variableType;
  model.changeColsCost(all, cost);
  model.changeColsBounds(all, lower, upper);
  if (whole) model.changeColsIntegrality(all, new Int32Array(cost.length).fill(integer));
  else model.clearIntegrality();
}

/** The solver only knows the clock on the wall, which goes on while a busy machine does something else. */
const WALL_PER_PROCESSOR_SECOND = 4;

/** Spends a budget of processor time: the same on a busy machine as on an idle one. */
function runWithin(model: Model, budget: { seconds: number }) {
  if (budget.seconds <= 0) throw new GateRefusal('SOLVER_TIMEOUT');
  const before = process.cpuUsage();
  const wall = budget.seconds * WALL_PER_PROCESSOR_SECOND;
  model.options.set('time_limit', model.getRunTime() + wall);
  const { modelStatus } = model.run();
  const { user, system } = process.cpuUsage(before);
  budget.seconds -= (user + system) / 1e6;
  return modelStatus;
}
