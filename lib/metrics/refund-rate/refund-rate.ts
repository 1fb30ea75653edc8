import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { cellOfRow } from '../facts/cells-of-rows.ts';
import { EVERYONE, flowCells } from '../facts/flow-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Refunds booked in the week per discounted sales of the week. It rests on net sales, from which a reader gets the
 * discounted ones.
 */
export const ledgerRefundRate = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'refund-rate',
          options: 'view=ledger',
          unit: 'share',
          of: ['refunds', 'net-sales'],
          value: (total) => ratio(total('refunds'), total('refunds') + total('net-sales')),
        },
      ],
    },
    context,
  );

/** Refunds so far of the week's own orders per their discounted sales; `rows` of the weekly flow and of the query. */
export function orderRefundRate(
  flow: readonly CellRow[],
  refunded: readonly CellRow[],
  context: MeasureContext,
): Measured {
  const sales = flowCells(
    flow.filter(({ scheme }) => scheme === 'all'),
    ['discounted-sales'],
    { ...context, segments: [] },
  );
  const refunds = refunded.map((row) =>
    cellOfRow(row, {
      kind: 'sum',
      signed: false,
      behavioural: false,
      countMeasure: null,
      label: ({ period }) => weekLabel(period),
    }),
  );
  const { week, priorWeek, yearAgoWeek } = context;
  const figures = [week, priorWeek, yearAgoWeek].flatMap((at): Figure[] => {
    const sold = sales.at('discounted-sales', EVERYONE, at);
    const back = refunds.filter(({ period }) => period === weekLabel(at));
    if (!sold) return [];
    return [
      figure({
        name: { metric: 'refund-rate', options: 'view=order', period: sold.period, scope: {} },
        unit: 'share',
        value: ratio(back[0]?.total ?? 0, sold.total),
        customers: sold.customers,
        cells: cellKeys(...back, sold),
      }),
    ];
  });
  return { figures, cells: [...sales.cells, ...refunds], equations: sales.equations };
}
