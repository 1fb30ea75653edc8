import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import { audienceScope, type CellRules, cellOfRow, rowKey } from '../cells/cells-of-rows.ts';
import { EVERYONE } from '../week/flow-cells.ts';
import { isRipeAtDay, isRipeAtMonth } from './cohort-windows.ts';

export type FixedAgeMeasure =
  | 'acquired-customers'
  | 'repeat-customers'
  | 'contribution'
  | 'contribution-step';

/** Where a cell lies; `days` is the age, 0 for the size of a cohort. Everyone unless an audience is named. */
export interface FixedAgePlace {
  readonly cohort: number;
  readonly days: number;
  readonly audience?: Audience;
}

/** Cells of cohort months at fixed ages: complete cohorts and ripe ages only. */
export class FixedAgeTable {
  readonly context: MeasureContext;
  readonly rows: readonly CellRow[];
  /** Cohorts with members, oldest first. */
  readonly cohorts: readonly number[];
  readonly #cells: ReadonlyMap<string, Cell>;

  constructor(rows: readonly CellRow[], context: MeasureContext) {
    this.context = context;
    this.rows = rows.filter((row) => isUsed(row, context));
    this.#cells = new Map(
      this.rows.map((row) => [rowKey(row, this.rules(row)), cellOfRow(row, this.rules(row))]),
    );
    this.cohorts = this.rows
      .filter(({ measure, scheme }) => measure === 'acquired-customers' && scheme === 'all')
      .map(({ period }) => period)
      .sort((a, b) => a - b);
  }

  label(cohort: number): string {
    return monthLabel(cohort, this.context.fiscal);
  }

  /** Null where the age is unripe or the audience has no members. */
  at(measure: FixedAgeMeasure, { cohort, days, audience = EVERYONE }: FixedAgePlace): Cell | null {
    const label = this.label(cohort);
    const age = measure === 'acquired-customers' ? {} : { age: `${days} d` };
    const scope = { ...audienceScope(audience), cohort: label, ...age };
    return this.#cells.get(cellKey(measure, label, scope)) ?? null;
  }

  /** All cells of some measures, for the gate. */
  cells(measures: readonly FixedAgeMeasure[]): readonly Cell[] {
    const names: readonly string[] = measures;
    return [...this.#cells.values()].filter(({ measure }) => names.includes(measure));
  }

  /** Audiences of a scheme with members in a cohort, by name. */
  audiences(cohort: number, scheme: string): readonly Audience[] {
    return this.rows
      .filter((row) => row.measure === 'acquired-customers' && row.scheme === scheme)
      .filter(({ period }) => period === cohort)
      .map(({ segment }) => ({ scheme, segment }))
      .sort((a, b) => (a.segment < b.segment ? -1 : 1));
  }

  rules({ measure }: Pick<CellRow, 'measure'>): CellRules {
    const isCount = measure === 'acquired-customers' || measure === 'repeat-customers';
    const label = ({ period }: CellRow) => this.label(period);
    return {
      kind: isCount ? 'count' : 'sum',
      signed: !isCount,
      behavioural: measure === 'repeat-customers',
      countMeasure: null,
      label,
      scope: (row) => ({
        cohort: label(row),
        ...(measure === 'acquired-customers' ? {} : { age: `${row.age} d` }),
      }),
    };
  }
}

/** Crossings matter only where there are two schemes or more to cross. */
const isUsed = ({ period, age, scheme }: CellRow, context: MeasureContext): boolean =>
  isRipeAtMonth(period, 0, context) &&
  isRipeAtDay(period, age ?? 0, context) &&
  (scheme !== 'atom' || context.segments.length > 1);
