import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { equation } from '../cells/derived-cells.ts';
import { type StockRules, stockCells } from '../stocks/stock-cells.ts';
import type { ProfitAmount } from './customer-profit.ts';

/** Groups of customers by words of their place, and which contribution is summed over them. */
const GROUPS = [
  { name: 'profit', words: [], sums: 'cm3' },
  { name: 'profit-gain', words: ['gain'], sums: 'cm3' },
  { name: 'profit-loss', words: ['loss'], sums: 'cm3' },
  { name: 'profit-tenured', words: ['tenured'], sums: 'cm3' },
  { name: 'profit-first', words: ['first'], sums: 'cm3' },
  { name: 'profit-tenured-gain', words: ['tenured', 'gain'], sums: 'cm3' },
  { name: 'profit-tenured-loss', words: ['tenured', 'loss'], sums: 'cm3' },
  { name: 'profit-first-gain', words: ['first', 'gain'], sums: 'cm3' },
  { name: 'profit-first-loss', words: ['first', 'loss'], sums: 'cm3' },
  { name: 'profit-cm2', words: [], sums: 'cm2' },
  { name: 'profit-top', words: ['top'], sums: 'cm2' },
  { name: 'profit-rest', words: ['rest'], sums: 'cm2' },
] as const;

type Group = (typeof GROUPS)[number];
export type ProfitGroup = Group['name'];

/** Which groups make up which, in sums and in customers. */
const PARTS: readonly (readonly [ProfitGroup, readonly ProfitGroup[]])[] = [
  ['profit', ['profit-gain', 'profit-loss']],
  ['profit', ['profit-tenured', 'profit-first']],
  ['profit-gain', ['profit-tenured-gain', 'profit-first-gain']],
  ['profit-loss', ['profit-tenured-loss', 'profit-first-loss']],
  ['profit-tenured', ['profit-tenured-gain', 'profit-tenured-loss']],
  ['profit-first', ['profit-first-gain', 'profit-first-loss']],
  ['profit-cm2', ['profit-top', 'profit-rest']],
];

/** Customers and contribution of the groups at the month close, tied to those at the close before. */
export interface ProfitCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** CM3 of a group, or CM2 of the top tenth and the rest. */
  sum(group: ProfitGroup): Cell;
  customers(group: ProfitGroup): Cell;
}

/** Null where no customer is at the close. @param rows of `customerProfit`. */
export function profitCells(rows: readonly CellRow[], context: MeasureContext): ProfitCells | null {
  const stocks = stockCells(stockRows(rows, context), rulesOf, context);
  const at = (measure: string, month: number) => stocks.at(measure, month);
  if (!at('profit', context.month)) return null;
  const tied = [context.month, context.priorMonth].flatMap((month) =>
    PARTS.flatMap(([whole, parts]) => [
      [at(whole, month), ...parts.map((part) => at(part, month))],
      [at(countOf(whole), month), ...parts.map((part) => at(countOf(part), month))],
    ]),
  );
  const known = (measure: string): Cell => {
    const cell = at(measure, context.month);
    if (!cell) throw new RangeError(`no cell of ${measure}`);
    return cell;
  };
  return {
    cells: stocks.cells,
    equations: [...stocks.equations, ...tied.flatMap(equationOf)],
    sum: known,
    customers: (group) => known(countOf(group)),
  };
}

const equationOf = ([whole, ...parts]: readonly (Cell | null)[]): Equation[] => {
  const present = parts.filter((part) => part !== null);
  return whole && present.length > 0 ? [equation(whole, ...present)] : [];
};

/** All customers of the close are one count, whichever contribution is summed. */
const countOf = (group: ProfitGroup): string =>
  `${group === 'profit-cm2' ? 'profit' : group}-customers`;

const rulesOf = (measure: string): StockRules => {
  const group = GROUPS.find(({ name }) => name === measure);
  return {
    kind: group ? 'sum' : 'count',
    signed: group !== undefined,
    behavioural: !group && /-(gain|loss)-customers$/.test(measure),
    countMeasure: group ? countOf(group.name) : null,
  };
};

/** Stocks at both closes and their changes, each group in money and in customers. */
function stockRows(rows: readonly CellRow[], { month, priorMonth }: MeasureContext): CellRow[] {
  const isNow = rows.some(({ scheme }) => scheme !== 'none');
  const isBefore = rows.some(({ segment }) => segment !== 'none');
  return GROUPS.flatMap((group) => [
    ...(isNow ? rowsAt(rows, group, { close: 'now', period: month }) : []),
    ...(isBefore ? rowsAt(rows, group, { close: 'before', period: priorMonth }) : []),
    ...(isNow && isBefore ? changeRows(rows, group, priorMonth) : []),
  ]);
}

interface At {
  readonly close: 'now' | 'before';
  readonly period: number;
}

function rowsAt(rows: readonly CellRow[], group: Group, { close, period }: At): CellRow[] {
  const isIn = (row: CellRow) => isOf(group, close === 'now' ? row.scheme : row.segment);
  const sum = union(group.name, period, amountsOf(rows, `${group.sums}-${close}`, isIn));
  if (group.name === 'profit-cm2') return [sum];
  return [sum, union(countOf(group.name), period, amountsOf(rows, 'customers', isIn))];
}

/** Who stays in a group changes by the difference, who comes adds all and who goes takes all away. */
function changeRows(rows: readonly CellRow[], group: Group, since: number): CellRow[] {
  const { name, sums } = group;
  const stays = ({ scheme, segment }: CellRow) => isOf(group, scheme) && isOf(group, segment);
  const comes = ({ scheme, segment }: CellRow) => isOf(group, scheme) && !isOf(group, segment);
  const goes = ({ scheme, segment }: CellRow) => !isOf(group, scheme) && isOf(group, segment);
  const sum = union(`${name}-change`, since, [
    ...amountsOf(rows, `${sums}-change`, stays),
    ...amountsOf(rows, `${sums}-now`, comes),
    ...amountsOf(rows, `${sums}-before`, goes).map(negative),
  ]);
  if (name === 'profit-cm2') return [sum];
  const moved = [
    ...amountsOf(rows, 'customers', comes),
    ...amountsOf(rows, 'customers', goes).map(negative),
  ];
  return [sum, union(`${countOf(name)}-change`, since, moved)];
}

const amountsOf = (
  rows: readonly CellRow[],
  amount: ProfitAmount,
  isIn: (row: CellRow) => boolean,
): CellRow[] => rows.filter((row) => row.measure === amount && isIn(row));

/** Whether a place has all the words of a group. */
const isOf = ({ words }: Group, place: string): boolean => {
  const own = place.split('-');
  return place !== 'none' && words.every((word) => own.includes(word));
};

const negative = (row: CellRow): CellRow => ({ ...row, total: -row.total });

/** Statistics of several groups without a common customer as one. */
function union(measure: string, period: number, parts: readonly CellRow[]): CellRow {
  const add = (pick: (row: CellRow) => number) => parts.reduce((sum, row) => sum + pick(row), 0);
  const [largest = 0, second = 0] = parts
    .flatMap((row) => [row.largest, row.second])
    .sort((a, b) => b - a);
  return {
    ...{ measure, period, scheme: 'all', segment: 'all', age: null },
    customers: add(({ customers }) => customers),
    total: add(({ total }) => total),
    absolute: add(({ absolute }) => absolute),
    ...{ largest, second },
  };
}
