import type { Figure, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { constantValue } from './formula.ts';
import { type RetentionRows, retainedMargin } from './retained-margin.ts';

/** Value at constant retention of everyone, first margin now or after a month, and its two parts. Money in minor units. */
export function clvConstant(rows: RetentionRows, context: MeasureContext): Measured {
  const found = retainedMargin(rows, context);
  if (!found) return NOTHING_MEASURED;
  const { months, discount } = found;
  const isKnown = 'margin' in months;
  const value = (timing: 'now' | 'end') =>
    isKnown ? constantValue({ ...months, discount, timing }) : null;
  const of = (options: string, unit: Unit, amount: number | null): Figure =>
    figure({
      name: { metric: 'clv-constant', options, period: weekLabel(context.week), scope: {} },
      unit,
      value: amount,
      ...(isKnown ? {} : { reason: months.reason }),
      customers: found.customers,
      cells: found.keys,
    });
  return {
    figures: [
      of('timing=now', 'money', value('now')),
      of('timing=end', 'money', value('end')),
      of('part=margin', 'money', isKnown ? months.margin : null),
      of('part=retention', 'share', isKnown ? months.retention : null),
    ],
    cells: found.cells,
    equations: found.equations,
  };
}
