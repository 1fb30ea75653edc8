import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel, weekLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { cellOfRow } from '../cells/cells-of-rows.ts';
import { complementOf, equation, unionOf } from '../cells/derived-cells.ts';
import { isRipeAtMonth, ofCohorts } from './cohort-windows.ts';

/** Where a table's windows lie and what its cells are called. */
export interface CohortTableRules {
  readonly ages: number;
  /** Which cohorts the table has, where they are not the standard ones: a mean over them says so. */
  readonly of: string | null;
  readonly label: (cohort: number) => string;
  readonly isRipe: (cohort: number, age: number) => boolean;
  /** Name in the gate's system of a measure of the rows: tables with other windows have other cells. */
  readonly measure: (base: string) => string;
}

/** The standard table: fiscal months of entry by fiscal months of life. */
export const monthRules = (context: MeasureContext): CohortTableRules => ({
  ages: context.cohorts.ages,
  of: ofCohorts(context.cohorts.ages),
  label: (cohort) => monthLabel(cohort, context.fiscal),
  isRipe: (cohort, age) => isRipeAtMonth(cohort, age, context),
  measure: (base) => base,
});

const SIZE = 'acquired-customers';
const ACTIVE = 'active-customers';

export interface CellsAndEquations {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
}

/** Cells of cohorts by ages. A ripe cell that nobody fills is a zero; an unripe one must not be asked for. */
export class CohortTable {
  readonly rules: CohortTableRules;
  /** Cohorts with members whose month of entry is complete, oldest first. */
  readonly cohorts: readonly number[];
  readonly ages: readonly number[];
  readonly #rows: ReadonlyMap<string, CellRow>;

  constructor(rows: readonly CellRow[], rules: CohortTableRules) {
    this.rules = rules;
    this.#rows = new Map(rows.map((row) => [place(row.measure, row.period, row.age), row]));
    this.ages = Array.from({ length: rules.ages + 1 }, (_, age) => age);
    this.cohorts = rows
      .filter(({ measure, customers }) => measure === SIZE && customers > 0)
      .map(({ period }) => period)
      .filter((cohort) => rules.isRipe(cohort, 0))
      .sort((a, b) => a - b);
  }

  ripeCohorts(age: number): readonly number[] {
    return this.cohorts.filter((cohort) => this.rules.isRipe(cohort, age));
  }

  ripeAges(cohort: number): readonly number[] {
    return this.ages.filter((age) => this.rules.isRipe(cohort, age));
  }

  size(cohort: number): Cell {
    return this.at(SIZE, cohort, 0);
  }

  /** Cell of a measure of the rows, such as `active-customers` or `net-sales`, at a ripe age. */
  at(base: string, cohort: number, age: number): Cell {
    const row = this.#rows.get(place(base, cohort, age)) ?? nobody(base, cohort, age);
    return cohortCell(row, this.rules);
  }

  active(cohort: number, age: number): Cell {
    return this.at(ACTIVE, cohort, age);
  }

  /** Members who were not active. */
  inactive(cohort: number, age: number): Cell {
    const name = this.rules.measure('inactive-customers');
    return complementOf(this.size(cohort), this.active(cohort, age), name);
  }

  /** Sizes, and active and inactive members of every ripe window, which add up to the size. */
  activity(): CellsAndEquations {
    const places = this.cohorts.flatMap((cohort) =>
      this.ripeAges(cohort).map((age) => ({
        size: this.size(cohort),
        active: this.active(cohort, age),
        inactive: this.inactive(cohort, age),
      })),
    );
    return {
      cells: [
        ...this.cohorts.map((cohort) => this.size(cohort)),
        ...places.flatMap(({ active, inactive }) => [active, inactive]),
      ],
      equations: places.map(({ size, active, inactive }) => equation(size, active, inactive)),
    };
  }
}

const place = (measure: string, cohort: number, age: number | null): string =>
  `${measure} ${cohort} ${age}`;

const nobody = (measure: string, period: number, age: number): CellRow => ({
  measure,
  period,
  scheme: 'all',
  segment: 'all',
  age,
  customers: 0,
  total: 0,
  absolute: 0,
  largest: 0,
  second: 0,
});

function cohortCell(row: CellRow, rules: CohortTableRules): Cell {
  const cohort = rules.label(row.period);
  const isSize = row.measure === SIZE;
  const isCount = isSize || row.measure === ACTIVE;
  const named = { ...row, measure: rules.measure(row.measure) };
  return cellOfRow(named, {
    kind: isCount ? 'count' : 'sum',
    signed: !isCount,
    behavioural: !isSize && row.age !== 0,
    countMeasure: isCount ? null : rules.measure(ACTIVE),
    label: () => cohort,
    scope: () => (isSize ? { cohort } : { cohort, age: String(row.age) }),
  });
}

/** An age of a table, in the report of a week. */
export interface RipeAge extends Pick<CohortTableRules, 'of'> {
  readonly age: number;
  readonly week: number;
}

/** Cells of one measure and age of all ripe cohorts as one, at the reported week: what a weighted mean tells. */
export function ripeTotal(
  parts: readonly Cell[],
  { age, week, of }: RipeAge,
  count: Cell | null = null,
): { readonly cell: Cell; readonly equation: Equation } {
  const identity = {
    measure: parts[0]?.measure ?? '',
    period: weekLabel(week),
    scope: { age: String(age), ...(of === null ? {} : { of }) },
  };
  const cell = unionOf(parts, identity, count?.key ?? null);
  return { cell, equation: equation(cell, ...parts) };
}
