import { METRICS } from '#lib/metrics/registry.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { DataNote, DraftReport } from '#lib/privacy/report.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';

/** The table whose lateness each check of severity provisional tells of. */
const LATE_TABLE: Readonly<Record<string, string>> = {
  freshness: 'orders',
  volume: 'orders',
  'spend-freshness': 'marketing_spend',
  'ref-order': 'refunds',
};

/** Spend is about no person: a figure that changes with it alone tells of nobody. */
const SPEND = 'marketing_spend';

/**
 * A provisional report prints no figure of its week below top level that depends on a late table: what freezes at
 * first release must not be seen before it is final, nor what is derived from it. Windows of older cohorts are ripe
 * without the late rows, and top-level figures stay and are marked by the renderer. Those that rest on late spend are
 * told anew when it has come.
 */
export function withoutProvisional(draft: DraftReport): DraftReport {
  const late = lateTables(draft.head.notes);
  if (draft.head.state !== 'PROVISIONAL' || late.size === 0) return draft;
  const dependent = restingOn(late);
  const amendable = late.has(SPEND) ? restingOn(new Set([SPEND])) : new Set();
  const hold = (figure: Figure): Figure => {
    if (!dependent.has(figure.metric) || figure.period !== draft.head.period) return figure;
    if (!isEveryone(figure.scope))
      return { ...figure, value: null, reason: 'provisional', lower: null, upper: null, cells: [] };
    return amendable.has(figure.metric) && !figure.modelled
      ? { ...figure, amendable: true }
      : figure;
  };
  return {
    ...draft,
    measured: draft.measured.map((part) => ({ ...part, figures: part.figures.map(hold) })),
  };
}

/** Metrics that read one of these tables, or make figures of those of others. */
const restingOn = (tables: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    METRICS.filter(
      ({ definition, derive }) => derive || definition.tables.some((table) => tables.has(table)),
    ).map(({ definition }) => definition.id),
  );

const lateTables = (notes: readonly DataNote[]): ReadonlySet<string> =>
  new Set(
    notes
      .filter(({ severity }) => severity === 'provisional')
      .flatMap(({ check }) => LATE_TABLE[check] ?? []),
  );
