import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import { type CellRow, NOBODY } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { isRipeAtDay } from '../facts/cohorts/cohort-windows.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

type Journey = NonNullable<MeasureContext['journey']>;

/**
 * Of those who entered in a month, how many reached each stage in the window from their first event, the share that went on
 * from the stage before, and the share of a stage that is imputed. Ripe months only.
 */
export function journeySteps(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { journey, fiscal } = context;
  if (journey === null) return NOTHING_MEASURED;
  const ripe = rows.filter(({ period }) => isRipeAtDay(period, journey.windowDays, context));
  const cohorts = [...new Set(ripe.map(({ period }) => period))].sort((a, b) => b - a);
  return mergeMeasured(
    cohorts.map((cohort) => {
      const own = ripe.filter(({ period }) => period === cohort);
      return cohortSteps(own, journey, monthLabel(cohort, fiscal));
    }),
  );
}

interface Stage {
  readonly reached: Cell;
  /** Went no further in the window. */
  readonly stopped: Cell;
  readonly observed: Cell;
  readonly imputed: Cell;
}

function cohortSteps(
  rows: readonly CellRow[],
  { stages, windowDays }: Journey,
  cohort: string,
): Measured {
  const age = `${windowDays} d`;
  const at = (measure: string, stage: string): Cell => {
    const scope = { age, cohort, stage };
    const row = rows.find((found) => found.measure === measure && found.segment === stage);
    return stepCell(row ?? { ...NOBODY, measure, scheme: 'stage', segment: stage }, {
      cohort,
      scope,
    });
  };
  const steps = stages.map((stage) => ({
    reached: at('journey-reached', stage),
    stopped: at('journey-stopped', stage),
    observed: at('journey-observed', stage),
    imputed: at('journey-imputed', stage),
  }));
  return {
    figures: steps.flatMap((step, i) => figuresOf(step, steps[i - 1] ?? null, { cohort, age })),
    cells: steps.flatMap((step) => Object.values(step)),
    equations: steps.flatMap(({ reached, stopped, observed, imputed }, i) => {
      const next = steps[i + 1];
      return [
        equation(reached, ...(next ? [next.reached] : []), stopped),
        equation(reached, observed, imputed),
      ];
    }),
  };
}

function stepCell(
  row: CellRow,
  at: { readonly cohort: string; readonly scope: Readonly<Record<string, string>> },
): Cell {
  const cell = cellOfRow(row, {
    kind: 'count',
    signed: false,
    behavioural: row.measure === 'journey-reached' || row.measure === 'journey-stopped',
    countMeasure: null,
    label: () => at.cohort,
  });
  return { ...cell, key: cellKey(row.measure, at.cohort, at.scope), scope: at.scope };
}

function figuresOf(
  { reached, observed, imputed }: Stage,
  before: Stage | null,
  { cohort, age }: { readonly cohort: string; readonly age: string },
): Figure[] {
  const name = (part: string) => ({
    metric: 'journey-step',
    options: `${part}window=${age}`,
    period: cohort,
    scope: { cohort, stage: reached.scope['stage'] ?? '' },
  });
  const step =
    before === null
      ? []
      : [
          figure({
            name: name(''),
            unit: 'share',
            value: ratio(reached.total, before.reached.total),
            customers: before.reached.customers,
            cells: cellKeys(before.reached, reached, before.stopped),
          }),
        ];
  return [
    totalFigure(name('part=reached; '), 'count', reached),
    ...step,
    figure({
      name: name('part=imputed; '),
      unit: 'share',
      value: ratio(imputed.total, reached.total),
      customers: reached.customers,
      cells: cellKeys(reached, observed, imputed),
    }),
  ];
}
