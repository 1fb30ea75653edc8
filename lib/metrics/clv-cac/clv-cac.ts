import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type SpendRow, spendIn } from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { segmentCohort } from '../facts/cohorts/fixed-age.ts';
import { FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cohortEarnings, cohortSizes } from '../facts/cohorts/fixed-age-system.ts';
import { EVERYONE } from '../facts/week/flow-cells.ts';
import { cellKeys, type Estimate, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** Horizons in days. */
const HORIZONS = [90, 180, 365];

/**
 * Value to cost: contribution by the horizon over what was spent to win the same cohort, a ratio of sums. Spend is no
 * part of contribution: 47 earned on 20 spent is 2.35, not (47 - 20) / 20.
 */
export const valueToCost = (contribution: number, spend: number): number | null =>
  spend > 0 ? contribution / spend : null;

/** Each cohort month at each horizon; by entry channel the latest cohort ripe at 180 days. */
export function clvToCac(
  rows: { readonly cohorts: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured {
  const table = new FixedAgeTable(rows.cohorts, context);
  const segmented = segmentCohort(context);
  const places = [
    ...table.cohorts.map((cohort) => ({ cohort, audience: EVERYONE })),
    ...table.audiences(segmented, 'channel').map((audience) => ({ cohort: segmented, audience })),
  ];
  const figures = places.flatMap(({ cohort, audience }) => {
    const size = table.at('acquired-customers', { cohort, days: 0, audience });
    const isChannel = audience.scheme === 'channel';
    const spend = spendIn(rows.spend, {
      grain: 'month',
      period: cohort,
      ...(isChannel ? { channel: audience.segment } : {}),
    });
    if (!size) return [];
    return HORIZONS.map((days) =>
      ratioFigure(days, {
        size,
        spend,
        earned: table.at('contribution', { cohort, days, audience }),
      }),
    );
  });
  const system = [cohortSizes(table), cohortEarnings(table)];
  return mergeMeasured([
    { figures, cells: [], equations: [] },
    ...system.map((part) => ({ figures: [], ...part })),
  ]);
}

/** What a ratio is made of; `earned` null while unripe, `spend` null where none was delivered. */
interface Parts {
  readonly size: Cell;
  readonly earned: Cell | null;
  readonly spend: number | null;
}

const ratioFigure = (days: number, parts: Parts): Figure =>
  figure({
    ...estimateOf(parts),
    name: {
      metric: 'clv-cac',
      options: `horizon=${days} d`,
      period: parts.size.period,
      scope: parts.size.scope,
    },
    unit: 'ratio',
    customers: parts.size.customers,
  });

function estimateOf({ size, earned, spend }: Parts): Pick<Estimate, 'value' | 'reason' | 'cells'> {
  if (!earned) return { value: null, reason: 'unripe', cells: [size.key] };
  if (spend === null) return { value: null, reason: 'missing_input', cells: [size.key] };
  return {
    value: valueToCost(earned.total, spend),
    reason: 'not_positive',
    cells: cellKeys(size, earned),
  };
}
