import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { subscriptionFigures } from '../subscription-figures.ts';
import { orderMonths } from './by-orders.ts';

/** The two sides of one question: who stayed, and who left. */
export type Side = 'retention-rate' | 'attrition-rate';

/** Of subscribers: those who pay at both closes, or at the first alone, per those who pay at the first. */
export const ofSubscribers = (
  rows: readonly CellRow[],
  side: Side,
  context: MeasureContext,
): Measured =>
  subscriptionFigures(
    rows,
    [
      {
        metric: side,
        options: 'basis=subscriptions',
        unit: 'share',
        grain: 'month',
        of: ['stayed', 'churned', 'opening-subscribers'],
        value: (total) =>
          ratio(
            total(side === 'retention-rate' ? 'stayed' : 'churned'),
            total('opening-subscribers'),
          ),
      },
    ],
    context,
  );

/** The same of buyers, where nobody subscribes: active is who ordered in six months. */
export function ofBuyers(
  lapses: readonly CellRow[],
  side: Side,
  context: MeasureContext,
): Measured {
  const months = orderMonths(lapses, context);
  return {
    figures: months.map(({ period, start, kept, lapsed }) =>
      figure({
        name: { metric: side, options: 'basis=orders', period, scope: {} },
        unit: 'share',
        value: ratio((side === 'retention-rate' ? kept : lapsed).total, start.total),
        customers: start.customers,
        cells: cellKeys(kept, lapsed, start),
      }),
    ),
    cells: months.flatMap(({ start, kept, lapsed, hidden }): Cell[] => [
      ...[start, kept, lapsed],
      ...hidden,
    ]),
    equations: months.flatMap(({ equations }) => equations),
  };
}
