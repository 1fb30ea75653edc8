import * as z from 'zod';
import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { type CellRow, parseCellRow } from '../cells/cell-row.ts';
import outcomesSql from './experiment-outcomes.sql';
import plansSql from './experiment-plans.sql';

/** Days after the assignment in which an outcome counts. */
export const OUTCOME_DAYS = 28;

/** Experiments stay in the report for about a quarter after their last window has closed. */
const SHOWN_DAYS = 91;

export const OUTCOMES = [
  'experiment-assigned',
  'experiment-converted',
  'experiment-not-converted',
  'experiment-net-sales',
  'experiment-contribution',
] as const;
export type OutcomeMeasure = (typeof OUTCOMES)[number];

/** The last day on which an experiment may have ended, exclusive, so that everyone's window is ripe. */
const endedBy = ({ ripeBefore }: MeasureContext): IsoDate => addDays(ripeBefore, -OUTCOME_DAYS);

const endedAfter = (context: MeasureContext): IsoDate => addDays(endedBy(context), -SHOWN_DAYS);

/** Statistics of one outcome of one variant; scheme and segment are experiment and variant. */
export interface OutcomeRow extends CellRow {
  /** Sum of squared contributions; not exact above 2^53. */
  readonly squares: number;
}

const squared = z.object({ squares: z.coerce.number() });

export const experimentOutcomes: Fact<OutcomeRow> = {
  query: {
    name: 'experiment-outcomes',
    sql: outcomesSql,
    parseRow: (raw) => ({ ...parseCellRow(raw), squares: squared.parse(raw).squares }),
  },
  parameters: (context) => ({
    ended_after: endedAfter(context),
    ended_by: endedBy(context),
    window: OUTCOME_DAYS,
    measures: OUTCOMES.join(','),
  }),
};

const share = z.coerce.number().nullable();

const planSchema = z.object({
  experiment_id: z.string(),
  end_date: z.string(),
  planned_n: z.coerce.number().nullable(),
  alpha: z.coerce.number().nullable(),
  variant: z.string().nullable(),
  planned_share: share,
});

export interface PlanRow {
  readonly experiment: string;
  readonly ends: IsoDate;
  readonly plannedN: number | null;
  readonly alpha: number | null;
  readonly variant: string | null;
  readonly share: number | null;
}

export const experimentPlans: Fact<PlanRow> = {
  query: {
    name: 'experiment-plans',
    sql: plansSql,
    parseRow: (raw) => {
      const row = planSchema.parse(raw);
      return {
        experiment: row.experiment_id,
        ends: row.end_date,
        plannedN: row.planned_n,
        alpha: row.alpha,
        variant: row.variant,
        share: row.planned_share,
      };
    },
  },
  parameters: (context) => ({ ended_after: endedAfter(context) }),
};

/** What was planned of one experiment before it began. */
export interface Plan {
  readonly experiment: string;
  readonly ends: IsoDate;
  /** Null: no fixed horizon, so there is never a verdict. */
  readonly plannedN: number | null;
  readonly alpha: number;
  /** Planned share of each variant; empty where none was planned. */
  readonly split: ReadonlyMap<string, number>;
  /** Everyone's window is over and complete. */
  readonly isClosed: boolean;
}

const STANDARD_ALPHA = 0.05;

export const plansOf = (rows: readonly PlanRow[], context: MeasureContext): readonly Plan[] =>
  [...groupBy(rows, ({ experiment }) => experiment)].flatMap(([experiment, own]) => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        experiment,
        ends: first.ends,
        plannedN: first.plannedN,
        alpha: first.alpha ?? STANDARD_ALPHA,
        split: new Map(
          own.flatMap(({ variant, share: planned }) =>
            variant === null || planned === null ? [] : [[variant, planned] as const],
          ),
        ),
        isClosed: first.ends <= endedBy(context),
      },
    ];
  });
