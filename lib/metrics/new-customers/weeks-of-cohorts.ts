import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import {
  addDays,
  monthLabel,
  monthOf,
  monthStart,
  weekLabel,
  weekOf,
  weekStart,
} from '#lib/units/calendar.ts';
import { countCell, equation } from '../facts/cells/derived-cells.ts';
import type { EntryWeek } from '../facts/cohorts/entry-weeks.ts';
import { fixedAgeCohorts } from '../facts/cohorts/fixed-age.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Ties the new customers of weeks to the sizes of the cohort months that share their days. A month is its whole weeks and
 * the days of the weeks that cross its edges; such a week is the days of two months. No figure shows those days: they are
 * hidden cells, of fewer than k customers in many a shop.
 */
export function weeksOfCohorts(rows: readonly EntryWeek[], context: MeasureContext): Measured {
  const entered = new EntryCells(rows, context);
  const { first, last } = fixedAgeCohorts(context);
  const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const cohorts = months.map((month) => {
    const parts = weeksOf(month, context).map((week) => entered.part(week, month));
    return { total: entered.cohort(month), parts };
  });
  const weeks = [...new Set(months.flatMap((month) => weeksOf(month, context)))]
    .filter((week) => monthsOf(week, context).length > 1)
    .map((week) => ({
      total: entered.week(week),
      parts: monthsOf(week, context).map((month) => entered.part(week, month)),
    }));
  const sums = [...cohorts, ...weeks].filter(({ total }) => total.customers > 0);
  return {
    figures: [],
    cells: sums.flatMap(({ total, parts }) => [total, ...parts]),
    equations: sums.map(({ total, parts }) => equation(total, ...parts)),
  };
}

type Fiscal = Pick<MeasureContext, 'fiscal'>;

/** Counted weeks that share a day with a fiscal month. */
function weeksOf(month: number, { fiscal }: Fiscal): number[] {
  const first = weekOf(monthStart(month, fiscal));
  const last = weekOf(addDays(monthStart(month + 1, fiscal), -1));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Fiscal months that share a day with a counted week: one or two. */
const monthsOf = (week: number, { fiscal }: Fiscal): number[] => [
  ...new Set([0, 6].map((day) => monthOf(addDays(weekStart(week), day), fiscal))),
];

/** New customers of weeks, of cohort months, and of the days that a week shares with a month. */
class EntryCells {
  readonly #rows: readonly EntryWeek[];
  readonly #fiscal: Fiscal;

  constructor(rows: readonly EntryWeek[], { fiscal }: Fiscal) {
    this.#rows = rows;
    this.#fiscal = { fiscal };
  }

  cohort(month: number): Cell {
    const cohort = this.#label(month);
    const identity = { measure: 'acquired-customers', period: cohort, scope: { cohort } };
    return this.#count(identity, (row) => row.month === month);
  }

  week(week: number): Cell {
    const identity = { measure: WEEKLY, period: weekLabel(week), scope: {} };
    return this.#count(identity, (row) => row.week === week);
  }

  /** The whole week where all its days lie in the month. */
  part(week: number, month: number): Cell {
    if (monthsOf(week, this.#fiscal).length === 1) return this.week(week);
    const scope = { cohort: this.#label(month) };
    const identity = { measure: WEEKLY, period: weekLabel(week), scope };
    return this.#count(identity, (row) => row.week === week && row.month === month);
  }

  #count(identity: Parameters<typeof countCell>[0], isIn: (row: EntryWeek) => boolean): Cell {
    const customers = this.#rows.filter(isIn).reduce((sum, row) => sum + row.customers, 0);
    return countCell(identity, customers, false);
  }

  #label(month: number): string {
    return monthLabel(month, this.#fiscal.fiscal);
  }
}

const WEEKLY = 'first-time-customers';
