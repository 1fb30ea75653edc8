import type { Figure, NaReason, Unit } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Audience, CellRow } from './facts/cells/cell-row.ts';
import { audienceScope } from './facts/cells/cells-of-rows.ts';
import { EVERYONE, type FlowCells, flowCells, segmentsOf } from './facts/week/flow-cells.ts';
import type { FlowMeasure } from './facts/week/weekly-flow.ts';
import { cellKeys, figure } from './figures.ts';
import type { MeasureContext } from './metric.ts';
import type { MetricId } from './metric-ids.ts';

/** A number made of totals of one audience in one week. */
export interface FlowFigure {
  readonly metric: MetricId;
  readonly options: string;
  readonly unit: Unit;
  /** What it is made of, last the measure whose customers stand behind it: the denominator of a rate or a mean. */
  readonly of: readonly FlowMeasure[];
  /** From totals of those measures, or of implied ones; null where there is nothing to divide by. */
  readonly value: (total: (measure: FlowMeasure) => number) => number | null;
  /** Why there is no value; `no_customers` unless said otherwise. */
  readonly reason?: NaReason;
}

/** Which figures of the weekly flow a metric shows. */
export interface FlowDisplay {
  readonly figures: readonly FlowFigure[];
  /** Of everyone: the reported week alone, or nothing; by default all three compared weeks. */
  readonly everyone?: 'reported' | 'nothing';
  /** Of segments: the reported week alone; by default the other compared weeks too, in compared schemes. */
  readonly segments?: 'reported';
  /** Measures that are not shown although a reader could work them out, or that decide whether a value is known. */
  readonly implied?: readonly FlowMeasure[];
}

/** Figures for everyone, then for each segment. Audiences and weeks without rows have none. */
export function flowFigures(
  rows: readonly CellRow[],
  display: FlowDisplay,
  context: MeasureContext,
): Measured {
  const measures = new Set(display.figures.flatMap(({ of }) => of).concat(display.implied ?? []));
  const flow = flowCells(rows, [...measures], context);
  const places = [
    ...weeksOfEveryone(display, context).map((week) => ({ audience: EVERYONE, week })),
    ...segmentsOf(rows, context).map((audience) => ({ audience, week: context.week })),
    ...(display.segments === 'reported' ? [] : earlierWeeks(rows, context)),
  ];
  return {
    figures: display.figures.flatMap((wanted) =>
      places.flatMap((place) => figureAt(wanted, place, flow)),
    ),
    cells: flow.cells,
    equations: flow.equations,
  };
}

function weeksOfEveryone(
  { everyone }: FlowDisplay,
  { week, priorWeek, yearAgoWeek }: MeasureContext,
): readonly number[] {
  if (everyone === 'nothing') return [];
  return everyone === 'reported' ? [week] : [week, priorWeek, yearAgoWeek];
}

/** The segments of compared schemes in the week before and the same week a year ago. */
const earlierWeeks = (rows: readonly CellRow[], context: MeasureContext) =>
  [context.priorWeek, context.yearAgoWeek].flatMap((week) =>
    segmentsOf(rows, { segments: context.compared, week }).map((audience) => ({ audience, week })),
  );

function figureAt(
  { metric, options, unit, of, value, reason }: FlowFigure,
  { audience, week }: { readonly audience: Audience; readonly week: number },
  flow: FlowCells,
): Figure[] {
  const cells = of.flatMap((measure) => flow.at(measure, audience, week) ?? []);
  const behind = cells.at(-1);
  if (!behind || cells.length < of.length) return [];
  const total = (measure: FlowMeasure) => flow.at(measure, audience, week)?.total ?? 0;
  return [
    figure({
      name: { metric, options, period: weekLabel(week), scope: audienceScope(audience) },
      unit,
      value: value(total),
      ...(reason ? { reason } : {}),
      customers: behind.customers,
      cells: cellKeys(...cells),
    }),
  ];
}
