import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import {
  type RetainedMargin,
  type RetentionRows,
  retainedMargin,
} from '../clv-constant/retained-margin.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { ripeMonths } from '../facts/cohorts/ripe-months.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { growingValue } from './formula.ts';
import { relativeGrowth } from './relative-growth.ts';

/**
 * Value of everyone if each month keeps the same share and the margin of who stays grows by the same amount; and that amount.
 * @param rows.activity of `cohortActivity`: how contribution of those who order grew over months of life.
 */
export function clvGrowth(
  rows: { readonly retention: RetentionRows; readonly activity: readonly CellRow[] },
  context: MeasureContext,
): Measured {
  const found = retainedMargin(rows.retention, context);
  if (!found) return NOTHING_MEASURED;
  const table = new CohortTable(rows.activity, monthRules(context));
  const life = ripeMonths(table, context.week);
  const { value, growth, reason } = grownValue(found, relativeGrowth(life.months));
  const lived = life.months.filter(({ age }) => age > 0);
  const behind = lived.flatMap(({ active, contribution }) => cellKeys(active, contribution));
  const of = (part: readonly string[], unit: Unit, amount: number | null): Figure =>
    figure({
      name: {
        metric: 'clv-growth',
        options: cohortOptions(table.rules.of, ...part),
        period: weekLabel(context.week),
        scope: {},
      },
      unit,
      value: amount,
      reason,
      customers: found.customers,
      cells: [...new Set([...found.keys, ...behind])],
    });
  return {
    figures: [of([], 'money', value), of(['part=growth'], 'money', growth)],
    cells: [...found.cells, ...life.cells],
    equations: [...found.equations, ...life.equations],
  };
}

interface Value {
  readonly value: number | null;
  readonly growth: number | null;
  readonly reason: NaReason;
}

/** A margin that shrinks so fast that the sum is not positive tells nothing of a value. */
function grownValue(
  { months, discount }: Pick<RetainedMargin, 'months' | 'discount'>,
  relative: number | null,
): Value {
  if ('reason' in months) return { value: null, growth: null, reason: months.reason };
  if (relative === null) return { value: null, growth: null, reason: 'unripe' };
  const { margin, retention } = months;
  const growth = margin * relative;
  const value = growingValue({ margin, growth, churn: 1 - retention, discount });
  return { value: value !== null && value > 0 ? value : null, growth, reason: 'not_positive' };
}
