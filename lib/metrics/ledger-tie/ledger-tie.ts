import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { countCell, equation, unionOf } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';
import type { Adjustment, Booked, Outside } from './books.ts';

const ACCOUNT = 'net-sales';

/** The books beside the rows of the week. */
export interface Books {
  readonly booked: readonly Booked[];
  readonly adjustments: readonly Adjustment[];
  /** None where guests are outside the scope too: nobody can say how many they are. */
  readonly outside: readonly Outside[];
}

/**
 * Net sales of the reported week against the books. The books hold buyers outside the scope too, so that they and ours
 * tell what those bought: the amount in the books shares the fate of that sum, and ours never has to hide for it.
 */
export function ledgerTie(
  rows: readonly CellRow[],
  { booked, adjustments, outside: [outside] }: Books,
  context: MeasureContext,
): Measured {
  const period = weekLabel(context.week);
  const inBooks = booked.find((total) => total.period === period);
  const ladder = ladderCells(rows, ['ordering-customers', ACCOUNT], context);
  const ours = ladder.ledger(ACCOUNT, context.week);
  if (!inBooks || !ours || !outside) return NOTHING_MEASURED;
  const { buyers, others, books } = booksOf(ours, outside);
  const own = adjustments.filter((one) => one.period === period);
  const adjusted = own.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  const difference = books.total + adjusted - inBooks.amount_minor;
  return {
    figures: [
      part(books, 'ledger', inBooks.amount_minor),
      part(others, 'out-of-scope', others.total),
      part(books, 'difference', difference),
      ...own.map(adjustmentFigure),
    ],
    cells: [...ladder.cells, buyers, others, books],
    equations: [...ladder.equations, equation(books, ours, others)],
  };
}

/** Those outside the scope, what they bought, and that with ours: whoever knows ours knows the one from the other. */
function booksOf(ours: Cell, outside: Outside) {
  const { period, scope } = ours;
  const at = (name: string) => ({ measure: `${name}-${ACCOUNT}`, period, scope });
  const buyers = countCell(at('buyers-outside'), outside.customers, false);
  const others: Cell = {
    ...at('outside'),
    key: cellKey(`outside-${ACCOUNT}`, period, scope),
    kind: 'sum',
    customers: outside.customers,
    total: outside.total_minor,
    largest: [outside.largest_minor, outside.second_minor],
    absolute: outside.absolute_minor,
    signed: true,
    behavioural: false,
    countKey: buyers.key,
  };
  const both = unionOf([ours, others], at('books'), buyers.key);
  return { buyers, others, books: { ...both, customers: outside.customers } };
}

const part = (cell: Cell, name: string, value: number): Figure =>
  figure({
    name: {
      metric: 'ledger-tie',
      options: `account=${ACCOUNT}; part=${name}`,
      period: cell.period,
      scope: {},
    },
    unit: 'money',
    value,
    customers: cell.customers,
    cells: cellKeys(cell),
  });

/** A correction as it was signed: about no customer. */
const adjustmentFigure = ({ period, reason, author, approver, amount_minor }: Adjustment) =>
  figure({
    name: {
      metric: 'ledger-tie',
      options: [
        `account=${ACCOUNT}`,
        `approver=${plain(approver)}`,
        `author=${plain(author)}`,
        'part=adjustment',
        `reason=${plain(reason)}`,
      ].join('; '),
      period,
      scope: {},
    },
    unit: 'money',
    value: amount_minor,
    customers: 0,
    cells: [],
  });

const plain = (code: string): string => code.replaceAll(';', ',');
