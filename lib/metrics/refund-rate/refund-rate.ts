import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { unionOf } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';

/**
 * Refunds booked in the week per discounted sales of the week: of all buyers as in the money ladder, and of each
 * segment. It rests on net sales, from which a reader gets the discounted ones.
 */
export function ledgerRefundRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const of = { metric: 'refund-rate', options: 'view=ledger', unit: 'share' } as const;
  const rate = (refunds: number, netSales: number) => ratio(refunds, refunds + netSales);
  const segments = flowFigures(
    rows,
    {
      figures: [
        {
          ...of,
          of: ['refunds', 'net-sales'],
          value: (total) => rate(total('refunds'), total('net-sales')),
        },
      ],
      everyone: 'nothing',
    },
    context,
  );
  const ladder = ladderCells(rows, ['ordering-customers', 'refunds', 'net-sales'], context);
  const figures = comparedWeeks(context).flatMap((week): Figure[] => {
    const refunds = ladder.ledger('refunds', week);
    const sales = ladder.ledger('net-sales', week);
    if (!refunds || !sales) return [];
    return [rateFigure(of.options, rate(refunds.total, sales.total), [refunds, sales])];
  });
  return mergeMeasured([{ ...ladder, figures }, segments]);
}

/** Refunds so far of the week's own orders per their discounted sales; `rows` of the weekly flow and of the query. */
export function orderRefundRate(
  flow: readonly CellRow[],
  refunded: readonly CellRow[],
  context: MeasureContext,
): Measured {
  const ladder = ladderCells(flow, ['ordering-customers', 'discounted-sales'], context);
  const weeks = comparedWeeks(context).flatMap((week) => {
    const sales = ladder.ledger('discounted-sales', week);
    return sales ? [{ sales, back: refundsOfOrders(refunded, week) }] : [];
  });
  return {
    figures: weeks.map(({ sales, back }) =>
      rateFigure('view=order', ratio(back.total, sales.total), [back, sales]),
    ),
    cells: [...ladder.cells, ...weeks.map(({ back }) => back)],
    equations: ladder.equations,
  };
}

const comparedWeeks = ({ week, priorWeek, yearAgoWeek }: MeasureContext): readonly number[] => [
  week,
  priorWeek,
  yearAgoWeek,
];

/** The same buyers as in the ladder: customers and guests. */
function refundsOfOrders(rows: readonly CellRow[], week: number): Cell {
  const parts = rows
    .filter(({ period, scheme }) => period === week && (scheme === 'all' || scheme === 'guest'))
    .map((row) =>
      cellOfRow(row, {
        kind: 'sum',
        signed: false,
        behavioural: true,
        countMeasure: null,
        label: ({ period }) => weekLabel(period),
      }),
    );
  const identity = { measure: 'ledger-refunds-of-orders', period: weekLabel(week), scope: {} };
  return { ...unionOf(parts, identity, null), kind: 'sum', behavioural: true };
}

const rateFigure = (
  options: string,
  value: number | null,
  [refunds, sales]: readonly [Cell, Cell],
): Figure =>
  figure({
    name: { metric: 'refund-rate', options, period: sales.period, scope: {} },
    unit: 'share',
    value,
    customers: sales.customers,
    cells: cellKeys(refunds, sales),
  });
