import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { type SpendRow, spendIn } from './facts/acquisition/acquisition-spend.ts';
import type { CellRow } from './facts/cells/cell-row.ts';
import { EVERYONE, flowCells } from './facts/week/flow-cells.ts';
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
  { metric, media }: { readonly metric: MetricId; readonly media: boolean },
  context: MeasureContext,
): Measured {
  const { weeks, cells } = customersWon(rows.flow, context);
  const figures = weeks.map(({ week, won, isKnown }) =>
    costPerCustomer(
      { metric, options: '', period: weekLabel(week), scope: {} },
      isKnown ? spendIn(rows.spend, { grain: 'week', period: week, media }) : null,
      won,
    ),
  );
  return { figures, cells, equations: [] };
}

/** New customers of one compared week, at top level. */
export interface WonInWeek {
  readonly week: number;
  readonly won: Cell;
  /** False where first orders were placed, but all of them too early in the data to know a new customer (rule G4). */
  readonly isKnown: boolean;
}

/** Weeks without any customer are absent. */
export function customersWon(
  flow: readonly CellRow[],
  context: MeasureContext,
): { readonly weeks: readonly WonInWeek[]; readonly cells: readonly Cell[] } {
  const everyone = flow.filter(({ scheme }) => scheme === 'all');
  const measures = ['first-time-customers', 'acquisition-unknown-customers'] as const;
  const { cells, at } = flowCells(everyone, measures, { ...context, segments: [] });
  const { week, priorWeek, yearAgoWeek } = context;
  const weeks = [week, priorWeek, yearAgoWeek].flatMap((of): WonInWeek[] => {
    const [won, unknown] = measures.map((measure) => at(measure, EVERYONE, of));
    if (!won) return [];
    return [{ week: of, won, isKnown: won.total > 0 || (unknown?.total ?? 0) === 0 }];
  });
  return { weeks, cells };
}
