import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { type LoyaltyMeasure, loyaltyCells } from '../facts/loyalty/loyalty-month.ts';
import { cellKeys, figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

const LINES = [
  { line: 'ordering-customers', unit: 'count' },
  { line: 'net-sales', unit: 'money' },
  { line: 'contribution', unit: 'money' },
] as const;

/** What members of each tier did in the reported month: how many ordered, net sales and contribution. */
export function tierMonth(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { tiers, cells, equations, at } = loyaltyCells(rows, context);
  const { month, fiscal } = context;
  const period = monthLabel(month, fiscal);
  return {
    figures: tiers.flatMap((tier) =>
      LINES.flatMap(({ line, unit }): Figure[] => {
        const measure: LoyaltyMeasure = `loyalty-${line}`;
        const cell = at(measure, tier, month);
        const ordering = at('loyalty-ordering-customers', tier, month);
        if (!cell || !ordering) return [];
        return [
          figure({
            name: { metric: 'tier-scorecard', options: `line=${line}`, period, scope: cell.scope },
            unit,
            value: cell.total,
            customers: ordering.customers,
            cells: cellKeys(cell, ordering),
          }),
        ];
      }),
    ),
    cells,
    equations,
  };
}
