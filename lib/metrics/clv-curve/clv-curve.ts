import { periodRate } from '#lib/models/lifetime-value/horizon.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { ripeMonths } from '../facts/cohorts/ripe-months.ts';
import type { Estimate } from '../figures.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { curveValue, tailRatio } from './formula.ts';

/** Months to which a consumer business values a customer. */
const HORIZON_MONTHS = 36;

/**
 * Discounted contribution of the months of life that ripe cohorts have lived, without a tail and with a geometric one to the
 * horizon, and how much of the latter is extrapolated. Everyone only; money in minor units.
 */
export function clvCurve(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  const { months, cells, equations } = ripeMonths(table, context.week);
  if (months.length === 0) return NOTHING_MEASURED;
  const curve = months.map(({ contribution, size }) => contribution.total / size.total);
  const discount = periodRate(context.discountRateYear, 12);
  const ratio = tailRatio(curve);
  const observed = curveValue(curve, { horizon: HORIZON_MONTHS, discount, tail: null });
  const whole =
    ratio === null ? null : curveValue(curve, { horizon: HORIZON_MONTHS, discount, tail: ratio });
  const behind = {
    customers: months[0]?.size.customers ?? 0,
    cells: [...new Set(months.flatMap(({ size, contribution }) => cellKeys(size, contribution)))],
  };
  const of = (options: readonly string[], rest: Rest) =>
    figure({
      name: {
        metric: 'clv-curve',
        options: cohortOptions(table.rules.of, ...options),
        period: weekLabel(context.week),
        scope: {},
      },
      ...behind,
      ...rest,
    });
  const horizon = `horizon=${HORIZON_MONTHS} mo`;
  const tail = { reason: 'unripe' as const };
  return {
    figures: [
      of([horizon, 'tail=none'], { unit: 'money', value: observed.value }),
      of([horizon, 'tail=geometric'], { unit: 'money', value: whole?.value ?? null, ...tail }),
      of([horizon, 'part=extrapolated-share', 'tail=geometric'], {
        unit: 'share',
        value: whole?.extrapolated ?? null,
        ...tail,
      }),
      // How many months have been lived follows from the calendar: it is about no one.
      of(['part=months-observed'], {
        unit: 'count',
        value: Math.min(curve.length, HORIZON_MONTHS),
        customers: 0,
        cells: [],
      }),
    ],
    cells,
    equations,
  };
}

type Rest = Pick<Estimate, 'unit' | 'value'> & Partial<Estimate>;
