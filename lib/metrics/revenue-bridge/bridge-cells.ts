import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation, unionOf } from '../facts/cells/derived-cells.ts';
import type { ChangeMeasure } from '../facts/week/weekly-changes.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';

/** Cells of sales and shipping of two weeks, by what became of each buyer, found by measure. */
export interface BuyerCells {
  /** Null where there are no such buyers, or nobody's money moved with exchange rates. */
  of(measure: ChangeMeasure): Cell | null;
}

/** Identified customers, guests, and both together, tied to the money ladder. */
export interface BridgeCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  readonly customers: BuyerCells;
  readonly guests: BuyerCells;
  /** New customers and guests of the week; absent customers and guests of the week before; and what is due to rates. */
  readonly both: {
    readonly won: Cell | null;
    readonly gone: Cell | null;
    readonly fx: Cell | null;
  };
  ledger(line: string, week: number): Cell | null;
}

const LADDER = [
  'ordering-customers',
  'discounted-sales',
  'refunds',
  'net-sales',
  'shipping',
  'net-revenue',
] as const;

/** @param changes of `weekly-changes.sql`. @param flow of the weekly flow. */
export function bridgeCells(
  changes: readonly CellRow[],
  flow: readonly CellRow[],
  context: MeasureContext,
): BridgeCells {
  const ladder = ladderCells(flow, LADDER, context);
  const customers = buyerCells(changes, 'all', context);
  const guests = buyerCells(changes, 'guest', context);
  const period = weekLabel(context.week);
  const union = (measure: string, of: readonly (Cell | null)[]) => unionWith(measure, period, of);
  const won = union('new-or-guest', [customers.of('new'), guests.of('repriced')]);
  const gone = union('absent-or-guest', [customers.of('absent'), guests.of('earlier')]);
  const fx = union('fx-of-all', [customers.of('fx'), guests.of('fx')]);
  const unions = [won, gone, fx].filter((found) => found !== null);
  return {
    cells: [
      ...ladder.cells,
      ...customers.cells,
      ...guests.cells,
      ...unions.map(({ cell }) => cell),
    ],
    equations: [
      ...ladder.equations,
      ...[customers, guests].flatMap((buyers) => [
        ...classEquations(buyers),
        ...ladderEquations(buyers, ladder.cells),
      ]),
      ...unions.map(({ cell, parts }) => equation(cell, ...parts)),
    ],
    customers,
    guests,
    both: { won: won?.cell ?? null, gone: gone?.cell ?? null, fx: fx?.cell ?? null },
    ledger: ladder.ledger,
  };
}

/** Classes that exist only where somebody is in them: that nobody is follows from settings and currencies. */
const OPTIONAL: ReadonlySet<string> = new Set(['fx', 'acquisition-unknown']);

function buyerCells(rows: readonly CellRow[], scheme: string, context: MeasureContext) {
  const own = rows
    .filter((row) => row.scheme === scheme)
    .filter(({ measure, customers }) => customers > 0 || !OPTIONAL.has(measure));
  const cells = new Map(own.map((row) => [row.measure, changeCell(row, context)]));
  return { cells: [...cells.values()], of: (measure: ChangeMeasure) => cells.get(measure) ?? null };
}

/** What was billed is one measure of two weeks, so that next week's reader finds this week's cell. */
function changeCell(row: CellRow, { week, priorWeek }: MeasureContext): Cell {
  const isBilled = row.measure === 'earlier' || row.measure === 'later';
  return cellOfRow(
    {
      ...row,
      measure: isBilled ? 'sales-and-shipping' : `bridge-${row.measure}`,
      period: row.measure === 'earlier' ? priorWeek : week,
    },
    {
      kind: 'sum',
      signed: row.measure === 'fx',
      behavioural: false,
      countMeasure: null,
      label: ({ period }) => weekLabel(period),
    },
  );
}

function unionWith(measure: string, period: string, of: readonly (Cell | null)[]) {
  const parts = of.filter((cell) => cell !== null);
  const identity = { measure: `bridge-${measure}`, period, scope: {} };
  return parts.length === 0 ? null : { cell: unionOf(parts, identity, null), parts };
}

/** Each week is the sum of its classes, of which `kept` is in both. Guests have no classes. */
const CLASSES: readonly (readonly [ChangeMeasure, readonly ChangeMeasure[]])[] = [
  ['later', ['repriced', 'fx']],
  ['repriced', ['new', 'acquisition-unknown', 'returning', 'reactivated', 'up', 'kept']],
  ['earlier', ['absent', 'down', 'kept']],
];

const classEquations = ({ of }: BuyerCells): Equation[] =>
  CLASSES.flatMap(([measure, classes]) => {
    const total = of(measure);
    const parts = classes.flatMap((part) => of(part) ?? []);
    return total && parts.length > 0 ? [equation(total, ...parts)] : [];
  });

const ladderEquations = ({ of }: BuyerCells, ladder: readonly Cell[]): Equation[] =>
  (['earlier', 'later'] as const).flatMap((measure) => {
    const total = of(measure);
    if (total === null) return [];
    const parts = ['discounted-sales', 'shipping'].flatMap((line) =>
      lineBeside(total, line, ladder),
    );
    return parts.length === 2 ? [equation(total, ...parts)] : [];
  });

const lineBeside = ({ period, scope }: Cell, line: string, ladder: readonly Cell[]): Cell[] =>
  ladder
    .filter((cell) => cell.measure === line && cell.period === period)
    .filter((cell) => cell.scope['buyer'] === scope['buyer']);
