import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { type SpendRow, spendIn } from './facts/acquisition-spend.ts';
import type { CellRow } from './facts/cell-row.ts';
import { EVERYONE, flowCells } from './facts/flow-cells.ts';
import { cellKeys, figure, ratio } from './figures.ts';
import type { MeasureContext } from './metric.ts';
import type { MetricId } from './metric-ids.ts';

/** Spend per customer won, in minor units. Nobody won: no value. Spend not delivered: unknown, not free. */
export function costPerCustomer(name: FigureName, spend: number | null, won: Cell): Figure {
  return figure({
    name,
    unit: 'money',
    value: spend === null ? null : ratio(spend, won.total),
    reason: spend === null ? 'missing_input' : 'no_customers',
    customers: won.customers,
    cells: cellKeys(won),
  });
}

/** Acquisition spend of each compared week, all of it or media alone, per new customer of the week (lag 0). */
export function weeklyAcquisitionCost(
  rows: { readonly flow: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  of: { readonly metric: MetricId; readonly media: boolean },
  context: MeasureContext,
): Measured {
  const flow = newCustomerCells(rows.flow, context);
  const figures = flow.won.map(({ week, cell }) =>
    costPerCustomer(
      { metric: of.metric, options: '', period: weekLabel(week), scope: {} },
      spendIn(rows.spend, { grain: 'week', period: week, media: of.media }),
      cell,
    ),
  );
  return { figures, cells: flow.cells, equations: [] };
}

/** New customers of the compared weeks at top level; weeks without any customer are absent. */
export function newCustomerCells(
  flow: readonly CellRow[],
  context: MeasureContext,
): {
  readonly won: readonly { readonly week: number; readonly cell: Cell }[];
  readonly cells: readonly Cell[];
} {
  const everyone = flow.filter(({ scheme }) => scheme === 'all');
  const { cells, at } = flowCells(everyone, ['first-time-customers'], { ...context, segments: [] });
  const { week, priorWeek, yearAgoWeek } = context;
  const won = [week, priorWeek, yearAgoWeek].flatMap((of) => {
    const cell = at('first-time-customers', EVERYONE, of);
    return cell ? [{ week: of, cell }] : [];
  });
  return { won, cells };
}
