import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { TierTable } from '../facts/tiers/tier-cells.ts';
import {
  TIERS,
  type Tier,
  type TierMove,
  type TierOrNone,
  type TierThresholds,
  thresholdsText,
} from '../facts/tiers/tier-moves.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Who moved between tiers from the close before to this one, by the same bounds: counts, and shares of the tier that
 * they come from. `none` is no order in the year before a close; coming from there has no share.
 */
export function tierMigration(
  moves: readonly TierMove[],
  context: MeasureContext,
  thresholds: TierThresholds = 'previous close',
): Measured {
  if (moves.length === 0) return NOTHING_MEASURED;
  const table = new TierTable(moves, context, thresholds);
  const options = thresholdsText(thresholds);
  const figures = [
    ...TIERS.flatMap((from) =>
      [...TIERS, 'none' as const].flatMap((to) => [
        countFigure(table, options, { from, to }),
        shareFigure(table, options, { from, to }),
      ]),
    ),
    ...TIERS.map((to) => countFigure(table, options, { from: 'none', to })),
  ];
  return mergeMeasured([
    { figures, cells: [], equations: [] },
    { figures: [], ...table.tiers() },
    { figures: [], ...table.moves() },
  ]);
}

interface Move<From> {
  readonly from: From;
  readonly to: TierOrNone;
}

function countFigure(table: TierTable, options: string, move: Move<TierOrNone>): Figure {
  const cell = table.move(move.from, move.to);
  const name = { metric: 'tier-migration', options, period: table.period, scope: cell.scope };
  return totalFigure(name, 'count', cell);
}

function shareFigure(table: TierTable, options: string, { from, to }: Move<Tier>): Figure {
  const start = table.before(from);
  const cell = table.move(from, to);
  return figure({
    name: {
      metric: 'tier-migration',
      options: ['line=share', ...(options === '' ? [] : [options])].join('; '),
      period: table.period,
      scope: cell.scope,
    },
    unit: 'share',
    value: ratio(cell.total, start.total),
    customers: start.customers,
    cells: cellKeys(start, cell, table.elsewhere(from, to)),
  });
}
