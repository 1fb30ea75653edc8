import { type Cell, type CellKey, cellKey, type Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import type { Audience, CellRow } from './cell-row.ts';

/** How the rows of one measure become cells of the gate's system. */
export interface CellRules {
  readonly kind: Cell['kind'];
  readonly signed: boolean;
  readonly behavioural: boolean;
  /** The count measure whose cell shares the fate of each of these, or null. */
  readonly countMeasure: string | null;
  /** Label of the row's period, such as `2026-W47`. */
  readonly label: (row: CellRow) => string;
  /** Dimensions besides the audience, such as cohort and age. */
  readonly scope?: (row: CellRow) => Scope;
}

/** `{}` for everyone, `{ buyer: 'guest' }`, `{ country: 'IE' }`, or the hidden crossing `{ atom: 'IE|web' }`. */
export const audienceScope = ({ scheme, segment }: Audience): Scope =>
  scheme === 'all' ? {} : { [scheme === 'guest' ? 'buyer' : scheme]: segment };

/** Members of schemes that a row is about, in scheme and name order. */
export const audiencesOf = (
  rows: readonly CellRow[],
  schemes: readonly string[],
): readonly Audience[] =>
  schemes.flatMap((scheme) => {
    const own = rows.filter((row) => row.scheme === scheme);
    return [...new Set(own.map(({ segment }) => segment))]
      .sort()
      .map((segment) => ({ scheme, segment }));
  });

export const rowScope = (row: CellRow, rules: Pick<CellRules, 'scope'>): Scope => ({
  ...audienceScope(row),
  ...rules.scope?.(row),
});

export const rowKey = (row: CellRow, rules: CellRules): CellKey =>
  cellKey(row.measure, rules.label(row), rowScope(row, rules));

export function cellOfRow(row: CellRow, rules: CellRules): Cell {
  const period = rules.label(row);
  const scope = rowScope(row, rules);
  return {
    key: cellKey(row.measure, period, scope),
    measure: row.measure,
    period,
    scope,
    kind: rules.kind,
    customers: row.customers,
    total: row.total,
    largest: [row.largest, row.second],
    absolute: row.absolute,
    signed: rules.signed,
    behavioural: rules.behavioural,
    countKey: rules.countMeasure === null ? null : cellKey(rules.countMeasure, period, scope),
  };
}

/**
 * Everyone = the segments of each scheme; each segment = its crossings with the other schemes. `schemes` in any
 * order; rows are of one measure, period and further scope.
 */
export function audienceEquations(
  rows: readonly CellRow[],
  rules: CellRules,
  schemes: readonly string[],
): Equation[] {
  const key = (row: CellRow) => rowKey(row, rules);
  const atoms = rows.filter((row) => row.scheme === 'atom');
  const named = [...schemes].sort();
  return rows.flatMap((row): Equation[] => {
    if (row.scheme === 'all') {
      return schemes.flatMap((scheme) => {
        const parts = rows.filter((part) => part.scheme === scheme).map(key);
        return parts.length === 0 ? [] : [{ total: key(row), parts }];
      });
    }
    const position = named.indexOf(row.scheme);
    if (position < 0 || named.length < 2) return [];
    const name = row.segment.replaceAll('|', '/');
    const inside = atoms.filter((atom) => atom.segment.split('|')[position] === name);
    return [{ total: key(row), parts: inside.map(key) }];
  });
}
