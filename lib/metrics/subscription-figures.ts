import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { CellRow } from './facts/cells/cell-row.ts';
import {
  type SubscriptionCells,
  subscriptionCells,
} from './facts/subscriptions/subscription-cells.ts';
import {
  type Grain,
  type SubscriptionMeasure,
  type SubscriptionWindow,
  subscriptionWindows,
  WINDOW_MONTHS,
} from './facts/subscriptions/subscription-movements.ts';
import { cellKeys, figure } from './figures.ts';
import type { MeasureContext } from './metric.ts';
import type { MetricId } from './metric-ids.ts';

/** Totals of one window by their measures. */
type TotalOf = (measure: SubscriptionMeasure) => number;

/** Annual recurring revenue added in a window: what is paid a month more, for twelve months. */
export const netNewAnnual = (total: TotalOf): number => WINDOW_MONTHS.year * total('change');

/** A number made of totals of one window of subscriptions. */
export interface SubscriptionFigure {
  readonly metric: MetricId;
  readonly options: string;
  readonly unit: Unit;
  readonly grain: Grain;
  /** What it is made of, or tells, last the measure whose customers stand behind it. */
  readonly of: readonly SubscriptionMeasure[];
  /** The number, or why there is none; null where nobody is there to divide by. */
  readonly value: (total: TotalOf, window: SubscriptionWindow) => number | NaReason | null;
  /** Cells of other facts that it tells too. */
  readonly also?: readonly Cell[];
}

/** Figures of everyone in each window of their grain; windows before the first subscription have none. */
export function subscriptionFigures(
  rows: readonly CellRow[],
  wanted: readonly SubscriptionFigure[],
  context: MeasureContext,
): Measured {
  const cells = subscriptionCells(rows, context);
  return {
    figures: wanted.flatMap((each) =>
      subscriptionWindows(context)
        .filter(({ grain }) => grain === each.grain)
        .flatMap((window) => figureIn(each, { window, cells }, context)),
    ),
    cells: cells.cells,
    equations: cells.equations,
  };
}

function figureIn(
  { metric, options, unit, of, value, also = [] }: SubscriptionFigure,
  { window, cells }: { readonly window: SubscriptionWindow; readonly cells: SubscriptionCells },
  context: MeasureContext,
): Figure[] {
  const own = of.map((measure) => cells.at(window, measure)).filter((cell) => cell !== null);
  const behind = own.at(-1);
  if (!behind || own.length < of.length) return [];
  const found = value((measure) => cells.at(window, measure)?.total ?? 0, window);
  return [
    figure({
      name: { metric, options, period: windowLabel(window, context), scope: {} },
      unit,
      ...(typeof found === 'string' ? { value: null, reason: found } : { value: found }),
      customers: behind.customers,
      cells: cellKeys(...own, ...also),
    }),
  ];
}

/** `2026-10` for a month and for the year up to it, `2026-Q3` for a quarter. */
function windowLabel({ grain, period }: SubscriptionWindow, { fiscal }: MeasureContext): string {
  if (grain !== 'quarter') return monthLabel(period, fiscal);
  return closeLabel(monthStart(period + 1, fiscal), fiscal);
}
