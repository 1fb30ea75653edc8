import { complementOf, equation } from '../facts/cells/derived-cells.ts';
import type { CellsAndEquations } from '../facts/cohorts/cohort-cells.ts';
import type { Retention } from './value.ts';

/**
 * What neighbouring windows tell together where whoever counts in one counts in the other too: those who came back
 * first, or last, or gave up in between. Hidden, yet implied by the two.
 */
export function nestedCells({ table, options }: Retention): CellsAndEquations {
  if (options.criterion === 'on') return { cells: [], equations: [] };
  const pairs = table.cohorts.flatMap((cohort) =>
    table
      .ripeAges(cohort)
      .filter((age) => age > 1)
      .map((age) => {
        const [earlier, later] = [table.active(cohort, age - 1), table.active(cohort, age)];
        const [wide, narrow] =
          options.criterion === 'on_or_before' ? [later, earlier] : [earlier, later];
        return { wide, narrow, rest: complementOf(wide, narrow, `${narrow.measure}; step`) };
      }),
  );
  return {
    cells: pairs.map(({ rest }) => rest),
    equations: pairs.map(({ wide, narrow, rest }) => equation(wide, narrow, rest)),
  };
}

/** Net sales of those who act; under a cumulative criterion, one window's worth more than its neighbour. */
export function salesCells({ table, options }: Retention): CellsAndEquations {
  if (options.measure === 'customers') return { cells: [], equations: [] };
  const sales = (cohort: number, age: number) => table.at('active-net-sales', cohort, age);
  const step = (cohort: number, age: number) => table.at('active-net-sales-step', cohort, age);
  const places = table.cohorts.flatMap((cohort) =>
    table.ripeAges(cohort).map((age) => ({ cohort, age })),
  );
  const later = places.filter(({ age }) => age > 0);
  const neighbour = { on: 0, streak: 0, on_or_before: -1, on_or_after: 1 }[options.criterion];
  const steps = neighbour === 0 ? [] : later;
  return {
    cells: [
      ...places.map(({ cohort, age }) => sales(cohort, age)),
      ...steps.map(({ cohort, age }) => step(cohort, age)),
    ],
    equations: steps.map(({ cohort, age }) => {
      const other = age + neighbour;
      const parts = other < 1 || other >= table.ages.length ? [] : [sales(cohort, other)];
      return equation(sales(cohort, age), step(cohort, age), ...parts);
    }),
  };
}
