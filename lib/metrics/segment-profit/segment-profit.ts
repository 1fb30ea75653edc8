import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { FlowMeasure } from '../facts/week/weekly-flow.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { type FlowFigure, flowFigures } from '../flow-figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';

/**
 * What each segment brought in the reported week, in total and per ordering customer, and its revenue in the week
 * before; money in minor units. The total of money is that of the ladder: guests are a row of their own.
 */
export function segmentProfit(rows: readonly CellRow[], context: MeasureContext): Measured {
  const implied = context.marginBasis === 'costs' ? IMPLIED_BY_COSTS : IMPLIED;
  return mergeMeasured([
    flowFigures(
      rows,
      { figures: CUSTOMER_LINES, everyone: 'reported', segments: 'reported', implied },
      context,
    ),
    flowFigures(
      rows,
      { figures: MONEY_LINES, everyone: 'nothing', segments: 'reported', implied },
      context,
    ),
    weekBefore(rows, implied, context),
    totals(rows, context),
  ]);
}

/** The revenue that an alert compares with, beside all that the report of that week told. */
function weekBefore(
  rows: readonly CellRow[],
  implied: readonly FlowMeasure[],
  context: MeasureContext,
): Measured {
  const line = context.marginBasis === 'costs' ? 'net-revenue' : 'net-sales';
  return flowFigures(
    rows,
    {
      figures: [sum(line, 'money')],
      everyone: 'nothing',
      segments: 'reported',
      implied: [...implied, ...TOTAL_LINES],
    },
    { ...context, week: context.priorWeek },
  );
}

const IMPLIED = ['shipping'] as const;
const IMPLIED_BY_COSTS = ['shipping', 'variable-costs'] as const;
const TOTAL_LINES = ['net-sales', 'net-revenue', 'contribution'] as const;

function totals(rows: readonly CellRow[], context: MeasureContext): Measured {
  const ladder = ladderCells(rows, ['ordering-customers', ...TOTAL_LINES], context);
  const { week } = context;
  const lineFigure = (line: string, cell: Cell | null): Figure[] =>
    cell ? [totalFigure(nameOf(`line=${line}`, cell), 'money', cell)] : [];
  const contribution = ladder.ledger('contribution', week);
  const revenue = ladder.ledger('net-revenue', week);
  return {
    figures: [
      ...TOTAL_LINES.flatMap((line) => [
        ...lineFigure(line, ladder.ledger(line, week)),
        ...lineFigure(line, ladder.guests(line, week)),
      ]),
      ...(contribution && revenue ? [shareOfTotal(contribution, revenue)] : []),
    ],
    cells: ladder.cells,
    equations: ladder.equations,
  };
}

const shareOfTotal = (contribution: Cell, revenue: Cell): Figure =>
  figure({
    name: nameOf('line=contribution-share', revenue),
    unit: 'share',
    value: ratio(contribution.total, revenue.total),
    reason: 'not_positive',
    customers: revenue.customers,
    cells: cellKeys(contribution, revenue),
  });

const nameOf = (options: string, { period, scope }: Cell) => ({
  metric: 'segment-profit',
  options,
  period,
  scope,
});

const sum = (line: FlowMeasure, unit: Unit): FlowFigure => ({
  metric: 'segment-profit',
  options: `line=${line}`,
  unit,
  of: [line],
  value: (total) => total(line),
});

const share = (
  line: string,
  unit: Unit,
  by: { readonly measure: FlowMeasure; readonly reason: NaReason },
): FlowFigure => ({
  metric: 'segment-profit',
  options: `line=${line}`,
  unit,
  of: ['contribution', by.measure],
  value: (total) => ratio(total('contribution'), total(by.measure)),
  reason: by.reason,
});

const CUSTOMER_LINES: readonly FlowFigure[] = [
  sum('ordering-customers', 'count'),
  share('contribution-per-customer', 'money', {
    measure: 'ordering-customers',
    reason: 'no_customers',
  }),
];

const MONEY_LINES: readonly FlowFigure[] = [
  sum('net-sales', 'money'),
  sum('net-revenue', 'money'),
  sum('contribution', 'money'),
  share('contribution-share', 'share', { measure: 'net-revenue', reason: 'not_positive' }),
];
