import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { CellName } from './cell-name.ts';
import type { Movement } from './movements.ts';

/** How the rows of a customer become what they add to a cell: a sum of amounts, and what that sum stands for. */
export interface Measure {
  readonly of: (movement: Movement, cell: CellName) => number;
  readonly from: (sum: number) => number;
}

const orders = ({ amounts }: Movement): number => amounts['orders'] ?? 0;
const when = (holds: boolean, amount: number): number => (holds ? amount : 0);
const once = (sum: number): number => Math.min(sum, 1);
const same = (sum: number): number => sum;

const entered = ({ entry, week }: Movement): boolean =>
  entry !== null && weekLabel(weekOf(entry)) === week;
const isAtMonth = ({ monthAge }: Movement, { scope }: CellName): boolean =>
  monthAge === Number(scope['age']);
const isBy = ({ age }: Movement, days: string | undefined): boolean => age < Number(days);

const amountOf = (name: string): Measure => ({
  of: ({ amounts }) => amounts[name] ?? 0,
  from: same,
});

const REPEAT_DAYS = 90;

/** Flows of a week, lives of a cohort. Complements are what is left of another measure. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  ...Object.fromEntries(
    [
      ...['orders', 'gross-sales', 'discounts', 'discounted-sales', 'refunds', 'net-sales'],
      ...['shipping', 'net-revenue', 'cogs', 'cm1', 'fulfilment', 'contribution'],
    ].map((name) => [name, amountOf(name)]),
  ),
  'ordering-customers': { of: orders, from: once },
  'new-customers': { of: (row) => when(entered(row), orders(row)), from: once },
  'returning-customers': { of: (row) => when(!entered(row), orders(row)), from: once },
  'net-sales-of-new': {
    of: (row) => when(entered(row), row.amounts['net-sales'] ?? 0),
    from: same,
  },
  'net-sales-of-returning': {
    of: (row) => when(!entered(row), row.amounts['net-sales'] ?? 0),
    from: same,
  },
  'cohort-size': { of: (row) => when(row.age === 0, orders(row)), from: once },
  'active-customers': { of: (row, cell) => when(isAtMonth(row, cell), orders(row)), from: once },
  'month-contribution': {
    of: (row, cell) => when(isAtMonth(row, cell), row.amounts['contribution'] ?? 0),
    from: same,
  },
  'month-net-sales': {
    of: (row, cell) => when(isAtMonth(row, cell), row.amounts['net-sales'] ?? 0),
    from: same,
  },
  'repeat-customers': {
    of: (row) => when(row.age < REPEAT_DAYS, orders(row)),
    from: (sum) => (sum > 1 ? 1 : 0),
  },
  earned: {
    of: (row, { scope }) => when(isBy(row, scope['age']), row.amounts['contribution'] ?? 0),
    from: same,
  },
  'earned-step': {
    of: (row, { scope }) =>
      when(isBy(row, scope['age']) && !isBy(row, scope['since']), row.amounts['contribution'] ?? 0),
    from: same,
  },
};

/** What is left of the first measure without the second. */
export const COMPLEMENTS: Readonly<Record<string, readonly [string, string]>> = {
  'inactive-customers': ['cohort-size', 'active-customers'],
  'single-order-customers': ['cohort-size', 'repeat-customers'],
};
