import { METRICS } from '#lib/metrics/registry.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { Figure, NaReason, Scope } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';

/** The dimensions that divide customers, each with every member that the run knows of, by name. */
export type Members = ReadonlyMap<string, readonly string[]>;

/** Where the cells and the figures of metrics lie. */
export const scopesOf = (measured: readonly Measured[]): Scope[] =>
  measured.flatMap(({ figures, cells }) => [...figures, ...cells].map(({ scope }) => scope));

/** The members of each dimension over all these scopes. */
export const knownMembers = (scopes: readonly Scope[], dimensions: readonly string[]): Members =>
  new Map(
    dimensions.map((dimension) => [
      dimension,
      [...new Set(scopes.flatMap((scope) => scope[dimension] ?? []))].sort(),
    ]),
  );

/**
 * Every table of a dimension lists all its members, by name: one that nobody was in would otherwise be missing where
 * one of a few is withheld. Tables of what was spent list what was spent on, which is no secret.
 */
export const withFullRows = (measured: Measured, members: Members): Measured => ({
  ...measured,
  figures: [...members].reduce(
    (figures, [dimension, names]) => fullTables(figures, dimension, names),
    measured.figures,
  ),
});

const FROM_SPEND = new Set<string>(
  METRICS.filter(({ definition }) => definition.tables.includes('marketing_spend')).map(
    ({ definition }) => definition.id,
  ),
);

/** What a week's spend was spent on. Of a cohort it is set against those who entered, so there rows tell of customers. */
const isListOfSpend = ({ metric, scope }: Figure): boolean =>
  FROM_SPEND.has(metric) && scope['cohort'] === undefined;

/** A table stands where its first row stood. */
function fullTables(
  figures: readonly Figure[],
  dimension: string,
  names: readonly string[],
): readonly Figure[] {
  const isRow = (figure: Figure): boolean =>
    figure.scope[dimension] !== undefined && !isListOfSpend(figure);
  const tables = groupBy(figures.filter(isRow), (figure) => tableOf(figure, dimension));
  return figures.flatMap((figure): readonly Figure[] => {
    if (!isRow(figure)) return [figure];
    const rows = tables.get(tableOf(figure, dimension)) ?? [];
    if (rows[0] !== figure) return [];
    const byName = new Map(rows.map((row) => [row.scope[dimension], row]));
    return names.map(
      (name) => byName.get(name) ?? rowOfNobody(rows, figure, { [dimension]: name }),
    );
  });
}

const tableOf = ({ metric, options, period, scope }: Figure, dimension: string): string =>
  JSON.stringify([
    metric,
    options,
    period,
    ...Object.entries({ ...scope, [dimension]: '' }).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** Reasons that hold of every row of a table alike: they follow from the calendar or from the files supplied. */
const OF_ALL_ROWS: ReadonlySet<NaReason | null> = new Set(['unripe', 'missing_input']);

function rowOfNobody(rows: readonly Figure[], like: Figure, place: Scope): Figure {
  const shared = rows.find(({ reason }) => OF_ALL_ROWS.has(reason))?.reason;
  return {
    ...like,
    scope: { ...like.scope, ...place },
    value: null,
    reason: shared ?? 'withheld',
    lower: null,
    upper: null,
    customers: 0,
    cells: [],
  };
}
