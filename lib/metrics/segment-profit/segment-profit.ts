import type { NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cell-row.ts';
import type { FlowMeasure } from '../facts/weekly-flow.ts';
import { ratio } from '../figures.ts';
import { type FlowFigure, flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** What each segment brought in the reported week, in total and per ordering customer; money in minor units. */
export const segmentProfit = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: LINES,
      everyone: 'reported',
      implied: context.marginBasis === 'costs' ? ['shipping', 'variable-costs'] : ['shipping'],
    },
    context,
  );

const sum = (line: FlowMeasure, unit: Unit): FlowFigure => ({
  metric: 'segment-profit',
  options: `line=${line}`,
  unit,
  of: [line],
  value: (total) => total(line),
});

const share = (
  line: string,
  unit: Unit,
  by: { readonly measure: FlowMeasure; readonly reason: NaReason },
): FlowFigure => ({
  metric: 'segment-profit',
  options: `line=${line}`,
  unit,
  of: ['contribution', by.measure],
  value: (total) => ratio(total('contribution'), total(by.measure)),
  reason: by.reason,
});

const LINES: readonly FlowFigure[] = [
  sum('ordering-customers', 'count'),
  sum('net-sales', 'money'),
  sum('net-revenue', 'money'),
  sum('contribution', 'money'),
  share('contribution-share', 'share', { measure: 'net-revenue', reason: 'not_positive' }),
  share('contribution-per-customer', 'money', {
    measure: 'ordering-customers',
    reason: 'no_customers',
  }),
];
