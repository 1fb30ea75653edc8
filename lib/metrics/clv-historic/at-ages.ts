import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { Audience, CellRow } from '../facts/cells/cell-row.ts';
import { FIXED_AGES, hasOwnChannels, segmentCohort } from '../facts/cohorts/fixed-age.ts';
import { FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cohortEarnings, cohortSizes } from '../facts/cohorts/fixed-age-system.ts';
import { EVERYONE } from '../facts/week/flow-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Contribution in `[0, age)` per acquired customer: each cohort, and the latest one ripe at 180 days by segment and
 * entry channel.
 */
export function clvAtAges(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new FixedAgeTable(rows, context);
  const sizes = cohortSizes(table);
  const earnings = cohortEarnings(table);
  const cohort = segmentCohort(context);
  const schemes = hasOwnChannels(context) ? [...context.segments, 'channel'] : context.segments;
  const segments = schemes.flatMap((scheme) => table.audiences(cohort, scheme));
  const places = [
    ...table.cohorts.map((each) => ({ cohort: each, audience: EVERYONE })),
    ...segments.map((audience) => ({ cohort, audience })),
  ];
  return {
    figures: places.flatMap((place) => FIXED_AGES.flatMap((days) => clvFigure(table, days, place))),
    cells: [...sizes.cells, ...earnings.cells],
    equations: [...sizes.equations, ...earnings.equations],
  };
}

function clvFigure(
  table: FixedAgeTable,
  days: number,
  place: { readonly cohort: number; readonly audience: Audience },
): Figure[] {
  const size = table.at('acquired-customers', { ...place, days });
  if (!size) return [];
  const earned = table.at('contribution', { ...place, days });
  return [
    figure({
      name: {
        metric: 'clv-historic',
        options: `age=${days} d`,
        period: size.period,
        scope: size.scope,
      },
      unit: 'money',
      value: earned ? ratio(earned.total, size.total) : null,
      ...(earned ? {} : { reason: 'unripe' as const }),
      customers: size.customers,
      cells: earned ? cellKeys(size, earned) : [size.key],
    }),
  ];
}
