import type { CellKey } from '#lib/privacy/cell.ts';
import type { CohortTable } from '../facts/cohorts/cohort-cells.ts';
import { cellKeys, ratio } from '../figures.ts';
import type { CohortRetentionOptions } from './options.ts';

/** A cohort table with the options that it was made by. */
export interface Retention {
  readonly table: CohortTable;
  readonly options: CohortRetentionOptions;
}

/** What one cohort did in one ripe window: the value, who is behind it, and the cells that it tells. */
export interface RetentionValue {
  readonly value: number | null;
  readonly customers: number;
  readonly cells: readonly CellKey[];
}

/** Interval 0 is 100 %: everyone enters in it. */
export function retentionValue(
  { table, options }: Retention,
  cohort: number,
  age: number,
): RetentionValue {
  if (options.measure !== 'customers') return salesValue({ table, options }, cohort, age);
  const base =
    options.reference === 'previous' && age > 0
      ? { cell: table.active(cohort, age - 1), without: [table.inactive(cohort, age - 1)] }
      : { cell: table.size(cohort), without: [] };
  const active = table.active(cohort, age);
  return {
    value: age === 0 ? 1 : ratio(active.total, base.cell.total),
    customers: base.cell.customers,
    cells: cellKeys(
      table.size(cohort),
      base.cell,
      ...base.without,
      active,
      table.inactive(cohort, age),
    ),
  };
}

function salesValue({ table, options }: Retention, cohort: number, age: number): RetentionValue {
  const sales = table.at('active-net-sales', cohort, age);
  const active = table.active(cohort, age);
  return {
    value: options.measure === 'sum' ? sales.total : ratio(sales.total, active.total),
    customers: active.customers,
    cells: cellKeys(sales, active),
  };
}
