import type { Cell } from '#lib/privacy/cell.ts';
import { type CellsAndEquations, type CohortTable, ripeTotal } from './cohort-cells.ts';

/** A month of life over the ripe cohorts together: members at entry, those who ordered, and their contribution. */
export interface RipeMonth {
  readonly age: number;
  readonly size: Cell;
  readonly active: Cell;
  readonly contribution: Cell;
}

/** Months of life that some cohort has lived, from the month of entry on, with everything they are made of. */
export interface RipeMonths extends CellsAndEquations {
  readonly months: readonly RipeMonth[];
}

/** @param week the reported week, which names the totals. */
export function ripeMonths(table: CohortTable, week: number): RipeMonths {
  const earned = table.cohorts.flatMap((cohort) =>
    table.ripeAges(cohort).map((age) => table.at('contribution', cohort, age)),
  );
  const activity = table.activity();
  const totals = table.ages
    .filter((age) => table.ripeCohorts(age).length > 0)
    .map((age) => totalsAt(table, age, week));
  return {
    months: totals.map(({ month }) => month),
    cells: [
      ...earned,
      ...activity.cells,
      ...totals.flatMap(({ month: { size, active, contribution } }) => [
        size,
        active,
        contribution,
      ]),
    ],
    equations: [...activity.equations, ...totals.flatMap(({ equations }) => equations)],
  };
}

function totalsAt(table: CohortTable, age: number, week: number) {
  const cohorts = table.ripeCohorts(age);
  const at = { age, week, of: table.rules.of };
  const of = (cell: (cohort: number) => Cell, count: Cell | null = null) =>
    ripeTotal(cohorts.map(cell), at, count);
  const size = of((cohort) => table.size(cohort));
  const active = of((cohort) => table.active(cohort, age));
  const contribution = of((cohort) => table.at('contribution', cohort, age), active.cell);
  const month: RipeMonth = {
    age,
    size: size.cell,
    active: active.cell,
    contribution: contribution.cell,
  };
  return { month, equations: [size.equation, active.equation, contribution.equation] };
}
