import type { FigureName, ReleasedFigure, Scope } from '#lib/privacy/figure.ts';

/** The released figures of a report, found by name. */
export interface FigureTable {
  /**
   * The figure of that name, or null where none was measured. A withheld figure is found; its value is null. In a
   * report of one scope, what is asked of everyone is answered of the scope.
   */
  find(metric: string, options: string, at: FigurePlace): ReleasedFigure | null;
  /** Every figure of a metric, of these options if they are given, in the order of the report. */
  all(metric: string, options?: string): readonly ReleasedFigure[];
}

/** When and about whom. */
type FigurePlace = Pick<FigureName, 'period' | 'scope'>;

export function figureTable(figures: readonly ReleasedFigure[], whole: Scope = {}): FigureTable {
  const byName = new Map(figures.map((figure) => [nameKey(figure), figure]));
  return {
    find: (metric, options, { period, scope }) =>
      byName.get(nameKey({ metric, options, period, scope: { ...whole, ...scope } })) ?? null,
    all: (metric, options) =>
      figures.filter(
        (figure) => figure.metric === metric && figure.options === (options ?? figure.options),
      ),
  };
}

/** The members of one dimension over figures whose scope has exactly these dimensions, in order of first sight. */
export function membersOf(
  figures: readonly ReleasedFigure[],
  dimension: string,
  others: readonly string[] = [],
): string[] {
  const wanted = [dimension, ...others].sort().join('/');
  const inShape = figures.filter(({ scope }) => Object.keys(scope).sort().join('/') === wanted);
  return [...new Set(inShape.map(({ scope }) => scope[dimension] ?? ''))];
}

const nameKey = ({ metric, options, period, scope }: FigureName): string =>
  JSON.stringify([metric, options, period, ...sortedScope(scope)]);

/** Dimension and member in a fixed order of dimensions. */
export const sortedScope = (scope: Scope): [string, string][] =>
  Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1));
