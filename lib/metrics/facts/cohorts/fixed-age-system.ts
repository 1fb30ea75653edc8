import { groupBy } from '#lib/numerics/group-by.ts';
import type { Equation } from '#lib/privacy/cell.ts';
import { audienceEquations } from '../cells/cells-of-rows.ts';
import { equation } from '../cells/derived-cells.ts';
import type { CellsAndEquations } from './cohort-cells.ts';
import { FIXED_AGES } from './fixed-age.ts';
import type { FixedAgeMeasure, FixedAgeTable } from './fixed-age-cells.ts';

/** Sizes of the cohorts and, of the segment cohort, of its audiences. */
export const cohortSizes = (table: FixedAgeTable): CellsAndEquations => ({
  cells: table.cells(['acquired-customers']),
  equations: audiencesOf(table, ['acquired-customers']),
});

/** Contribution by every ripe age; what one age adds to the age before is hidden, yet implied. */
export const cohortEarnings = (table: FixedAgeTable): CellsAndEquations => ({
  cells: table.cells(['contribution', 'contribution-step']),
  equations: [...audiencesOf(table, ['contribution', 'contribution-step']), ...stepsOf(table)],
});

/** Everyone = segments of each scheme = entry channels; a segment = its crossings. Cohorts without audiences have none. */
function audiencesOf(
  table: FixedAgeTable,
  measures: readonly FixedAgeMeasure[],
): readonly Equation[] {
  const { segments } = table.context;
  const names: readonly string[] = measures;
  const own = table.rows.filter(({ measure }) => names.includes(measure));
  const places = groupBy(own, ({ measure, period, age }) => `${measure} ${period} ${age}`);
  return [...places.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first || rows.length === 1) return [];
    const rules = table.rules(first);
    const everyone = rows.filter(({ scheme }) => scheme === 'all' || scheme === 'channel');
    return [
      ...audienceEquations(rows, rules, segments),
      ...(segments.includes('channel') ? [] : audienceEquations(everyone, rules, ['channel'])),
    ];
  });
}

const stepsOf = (table: FixedAgeTable): readonly Equation[] =>
  table.rows
    .filter(({ measure }) => measure === 'contribution-step')
    .flatMap(({ period: cohort, age, scheme, segment }) => {
      const days = age ?? 0;
      const before = FIXED_AGES[FIXED_AGES.indexOf(days) - 1] ?? 0;
      const audience = { scheme, segment };
      const total = table.at('contribution', { cohort, days, audience });
      const earlier = table.at('contribution', { cohort, days: before, audience });
      const step = table.at('contribution-step', { cohort, days, audience });
      return total && earlier && step ? [equation(total, earlier, step)] : [];
    });
