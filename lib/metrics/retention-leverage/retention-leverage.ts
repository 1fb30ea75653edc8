import { periodRate } from '#lib/models/lifetime-value/horizon.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { type RetentionRows, retainedMargin } from '../clv-constant/retained-margin.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { ripeMonths } from '../facts/cohorts/ripe-months.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { type Change, constantLeverage, curveLeverage } from './formula.ts';

/** Five points, or 5 % of those who stay. */
const DELTA = 0.05;
const CHANGES: readonly Change[] = ['points', 'relative'];

/** How much more a customer would bring if more stayed: on the company's own ripe curve, and at its constant retention. */
export const retentionLeverage = (
  rows: { readonly retention: RetentionRows; readonly activity: readonly CellRow[] },
  context: MeasureContext,
): Measured =>
  mergeMeasured([onOwnCurve(rows.activity, context), atConstant(rows.retention, context)]);

function onOwnCurve(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  const { months, cells, equations } = ripeMonths(table, context.week);
  if (months.length === 0) return NOTHING_MEASURED;
  const lived = months.map(({ size, active, contribution }) => ({
    members: size.total,
    active: active.total,
    contribution: contribution.total,
  }));
  const discount = periodRate(context.discountRateYear, 12);
  const keys = months.flatMap((month) => cellKeys(month.size, month.active, month.contribution));
  const behind = { customers: months[0]?.size.customers ?? 0, cells: [...new Set(keys)] };
  const figures = CHANGES.map((change): Figure => {
    const value = curveLeverage(lived, { delta: DELTA, discount, change });
    const reason = months.length > 1 ? 'not_positive' : 'unripe';
    return figure({
      name: nameOf([`change=${change}`, 'curve=ripe'], table.rules.of, context),
      unit: 'share',
      value,
      reason,
      ...behind,
    });
  });
  return { figures, cells, equations };
}

function atConstant(rows: RetentionRows, context: MeasureContext): Measured {
  const found = retainedMargin(rows, context);
  if (!found) return NOTHING_MEASURED;
  const { months, discount, customers, keys } = found;
  const figures = CHANGES.map((change): Figure => {
    const name = nameOf([`change=${change}`, 'curve=constant'], null, context);
    const about = { name, unit: 'share' as const, customers, cells: keys };
    if ('reason' in months) return figure({ ...about, value: null, reason: months.reason });
    const now = { retention: months.retention, discount, timing: 'end' as const };
    return figure({ ...about, value: constantLeverage(now, DELTA, change), reason: 'not_reached' });
  });
  return { figures, cells: found.cells, equations: found.equations };
}

const nameOf = (options: readonly string[], of: string | null, { week }: MeasureContext) => ({
  metric: 'retention-leverage',
  options: cohortOptions(of, ...options, 'delta=5 %'),
  period: weekLabel(week),
  scope: {},
});
