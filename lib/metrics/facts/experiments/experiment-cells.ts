import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import { addDays, weekLabel, weekOf } from '#lib/units/calendar.ts';
import { NOBODY } from '../cells/cell-row.ts';
import { cellOfRow } from '../cells/cells-of-rows.ts';
import { equation, unionOf } from '../cells/derived-cells.ts';
import type { CellsAndEquations } from '../cohorts/cohort-cells.ts';
import type { OutcomeMeasure, OutcomeRow, Plan } from './experiments.ts';

/** What everyone assigned to one closed experiment did, by variant. */
export class ExperimentCells {
  readonly plan: Plan;
  /** Week in which the experiment ended. */
  readonly period: string;
  /** Variants somebody was assigned to or that were planned: `control` first, or else the first by name. */
  readonly variants: readonly string[];
  readonly #rows: readonly OutcomeRow[];

  constructor(plan: Plan, rows: readonly OutcomeRow[]) {
    this.plan = plan;
    this.#rows = rows.filter(({ scheme }) => scheme === plan.experiment);
    this.period = weekLabel(weekOf(addDays(plan.ends, -1)));
    const names = [...this.#rows.map(({ segment }) => segment), ...plan.split.keys()];
    this.variants = [...new Set(names)].sort(controlFirst);
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  /** Of nobody where nobody was assigned. */
  at(measure: OutcomeMeasure, variant: string): Cell {
    return outcomeCell(this.#row(measure, variant), this.period);
  }

  squares(measure: OutcomeMeasure, variant: string): number {
    return this.#row(measure, variant).squares;
  }

  /** Everyone assigned, to any variant. */
  assigned(): Cell {
    const scope = { experiment: this.plan.experiment };
    const identity = { measure: 'experiment-assigned', period: this.period, scope };
    return unionOf(
      this.variants.map((variant) => this.at('experiment-assigned', variant)),
      identity,
      null,
    );
  }

  /** Everyone assigned = variants; a variant = converted + not converted. */
  system(measures: readonly OutcomeMeasure[]): CellsAndEquations {
    const everyone = this.assigned();
    const assigned = this.variants.map((variant) => this.at('experiment-assigned', variant));
    const splits = measures.includes('experiment-converted') ? this.variants : [];
    return {
      cells: [
        everyone,
        ...measures.flatMap((measure) => this.variants.map((variant) => this.at(measure, variant))),
      ],
      equations: [
        equation(everyone, ...assigned),
        ...splits.map((variant) =>
          equation(
            this.at('experiment-assigned', variant),
            this.at('experiment-converted', variant),
            this.at('experiment-not-converted', variant),
          ),
        ),
      ],
    };
  }

  #row(measure: OutcomeMeasure, variant: string): OutcomeRow {
    const found = this.#rows.find((row) => row.measure === measure && row.segment === variant);
    return (
      found ?? { ...NOBODY, squares: 0, measure, scheme: this.plan.experiment, segment: variant }
    );
  }
}

const CONTROL = 'control';

const controlFirst = (a: string, b: string): number => {
  if (a === CONTROL || b === CONTROL) return a === CONTROL ? -1 : 1;
  return a < b ? -1 : 1;
};

function outcomeCell(row: OutcomeRow, period: string): Cell {
  const scope = { experiment: row.scheme, variant: row.segment };
  const isSum = row.measure === 'experiment-net-sales' || row.measure === 'experiment-contribution';
  const cell = cellOfRow(row, {
    kind: isSum ? 'sum' : 'count',
    signed: isSum,
    behavioural: !isSum && row.measure !== 'experiment-assigned',
    countMeasure: null,
    label: () => period,
  });
  return { ...cell, key: cellKey(row.measure, period, scope), scope };
}
