import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { FlowMeasure } from '../facts/week/weekly-flow.ts';
import { cellKeys, figure, totalFigure } from '../figures.ts';
import { type FlowFigure, flowFigures } from '../flow-figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from './ladder-cells.ts';

/** The steps from gross sales to contribution, in order (rule G2). */
const LADDER_LINES = [
  'gross-sales',
  'discounts',
  'discounted-sales',
  'refunds',
  'net-sales',
  'shipping',
  'net-revenue',
  'cogs',
  'cm1',
  'fulfilment',
  'contribution',
] as const satisfies readonly FlowMeasure[];

const OF_COSTS: ReadonlySet<string> = new Set(['cogs', 'cm1', 'fulfilment']);

/**
 * The ladder of customers and guests together in the compared weeks, and what guests bought in the reported one; of
 * compared segments the lines that their tables show.
 */
export const moneyLadder = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  mergeMeasured([ladderOfEveryone(rows, context), ladderOfSegments(rows, context)]);

const SEGMENT_LINES = ['net-sales', 'net-revenue', 'contribution'] as const;

function ladderOfSegments(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { compared, marginBasis } = context;
  if (compared.length === 0) return NOTHING_MEASURED;
  const implied = [
    ...SEGMENT_LINES,
    'shipping',
    ...(marginBasis === 'costs' ? COSTS : []),
  ] as const;
  const figures = SEGMENT_LINES.map(
    (line): FlowFigure => ({
      metric: 'money-ladder',
      options: `line=${line}`,
      unit: 'money',
      of: [line],
      value: (total) => total(line),
    }),
  );
  const measured = flowFigures(rows, { figures, everyone: 'nothing', implied }, context);
  return {
    ...measured,
    figures: measured.figures.filter(({ scope }) => compared.some((scheme) => scheme in scope)),
  };
}

const COSTS = ['variable-costs'] as const;

function ladderOfEveryone(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { week, priorWeek, yearAgoWeek, marginBasis } = context;
  const lines = LADDER_LINES.filter((line) => marginBasis === 'costs' || !OF_COSTS.has(line));
  const ladder = ladderCells(rows, ['ordering-customers', ...lines], context);
  const figures = lines.flatMap((line) =>
    [week, priorWeek, yearAgoWeek].flatMap((at) => {
      const cell = ladder.ledger(line, at);
      return cell ? [lineFigure(line, cell, context)] : [];
    }),
  );
  const guests = ladder.guests('net-sales', week);
  return {
    figures: guests ? [...figures, lineFigure('net-sales', guests, context)] : figures,
    cells: ladder.cells,
    equations: ladder.equations,
  };
}

/** What a line needs to be known: without it the line is unknown, not 0. */
const NEEDED: Readonly<Record<string, string>> = {
  refunds: 'refunds',
  discounts: 'orders.discount_amount',
  'gross-sales': 'orders.discount_amount',
  shipping: 'orders.shipping_charged',
};

function lineFigure(line: FlowMeasure, cell: Cell, { supplied }: MeasureContext): Figure {
  const { period, scope, customers } = cell;
  const name: FigureName = { metric: 'money-ladder', options: `line=${line}`, period, scope };
  const needed = NEEDED[line];
  if (needed === undefined || supplied.has(needed)) return totalFigure(name, 'money', cell);
  const unknown = { value: null, reason: 'missing_input' } as const;
  return figure({ name, unit: 'money', ...unknown, customers, cells: cellKeys(cell) });
}
