import { groupBy } from '#lib/numerics/group-by.ts';
import { type Cell, type CellKey, cellKey, type Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import {
  audienceEquations,
  audienceScope,
  type CellRules,
  cellOfRow,
} from '../cells/cells-of-rows.ts';
import { EVERYONE } from '../week/flow-cells.ts';
import { WINDOW_IDENTITIES } from './subscription-identities.ts';
import {
  type Grain,
  type SubscriptionMeasure,
  type SubscriptionWindow,
  subscriptionWindows,
  WINDOW_MONTHS,
} from './subscription-movements.ts';

/** Stocks at a close belong to no window: the close of one is the opening of the next. */
const STOCKS: ReadonlyMap<string, string> = new Map([
  ['opening', 'mrr'],
  ['closing', 'mrr'],
  ['opening-subscribers', 'mrr-subscribers'],
  ['closing-subscribers', 'mrr-subscribers'],
]);

const CHANGES: ReadonlySet<string> = new Set(['change', 'subscribers-change']);

const SUMS: ReadonlySet<string> = new Set([
  ...['opening', 'closing', 'change', 'subscribers-change', 'retained', 'gain', 'loss', 'returned'],
  ...['new', 'reactivation', 'expansion', 'contraction', 'churn', 'fx'],
]);

/**
 * Cells and equations of subscriptions: what is paid a month at each close, and how it moved between them. A close
 * comes once for each window that begins or ends there, always with the same numbers, or the gate refuses.
 */
export interface SubscriptionCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Null where nobody ever subscribed before the end of the window. */
  at(window: SubscriptionWindow, measure: SubscriptionMeasure, audience?: Audience): Cell | null;
}

/** @param rows of the subscription movements. */
export function subscriptionCells(
  rows: readonly CellRow[],
  context: MeasureContext,
): SubscriptionCells {
  const groups = groupBy(
    rows.filter((row) => isShown(row, context)).map((row) => placedRow(row, context)),
    ({ row, rules }) => `${row.measure} ${rules.label(row)}`,
  );
  const cells = [...groups.values()].flat().map(({ row, rules }) => cellOfRow(row, rules));
  const found = new Map(cells.map((cell) => [cell.key, cell]));
  const sums = [...groups.values()].flatMap((own) => segmentEquations(own, context));
  const at: SubscriptionCells['at'] = (window, measure, audience = EVERYONE) =>
    found.get(keyOf(window, { measure, scope: audienceScope(audience) }, context)) ?? null;
  return {
    cells,
    equations: [...sums, ...identityEquations(at, context)],
    at,
  };
}

/** Flows of the closed month are known by segment; crossings matter only where there are two schemes to cross. */
const isShown = ({ scheme }: CellRow, { segments }: MeasureContext): boolean =>
  scheme === 'all' || (scheme === 'atom' ? segments.length > 1 : segments.includes(scheme));

const windowOf = (row: CellRow): SubscriptionWindow & { readonly measure: string } => {
  const [grain = '', measure = ''] = row.measure.split(' ');
  return {
    grain: grain === 'quarter' || grain === 'year' ? grain : 'month',
    period: row.period,
    measure,
  };
};

/** A row under the name of its cell. */
interface PlacedRow {
  readonly row: CellRow;
  readonly rules: CellRules;
}

const segmentEquations = (own: readonly PlacedRow[], { segments }: MeasureContext): Equation[] =>
  own.slice(0, 1).flatMap(({ rules }) =>
    audienceEquations(
      own.map(({ row }) => row),
      rules,
      segments,
    ),
  );

function placedRow(row: CellRow, context: MeasureContext): PlacedRow {
  const { measure, ...window } = windowOf(row);
  const place = placeOf(window, measure, context);
  const count = countOf(row, measure);
  return {
    row: { ...row, measure: place.measure },
    rules: {
      kind: SUMS.has(measure) ? 'sum' : 'count',
      signed: CHANGES.has(measure) || measure === 'fx',
      behavioural: row.scheme !== 'all' && measure !== 'fx',
      countMeasure: count,
      label: () => place.period,
      scope: () => place.scope,
    },
  };
}

/** Sums that a mean is printed of share the fate of their count: revenue per account, new revenue per new account. */
function countOf({ measure, scheme }: CellRow, own: string): string | null {
  if (STOCKS.get(own) === 'mrr') return 'mrr-subscribers';
  return measure === 'month new' && scheme === 'all' ? 'mrr-new-subscribers' : null;
}

interface Place {
  readonly measure: string;
  readonly period: string;
  readonly scope: Scope;
}

/** What a measure of a window is called as a cell, without its audience. */
function placeOf(
  { grain, period }: SubscriptionWindow,
  measure: string,
  { fiscal }: MeasureContext,
): Place {
  const opening = monthLabel(period - WINDOW_MONTHS[grain], fiscal);
  const closing = monthLabel(period, fiscal);
  const stock = STOCKS.get(measure);
  if (stock !== undefined)
    return { measure: stock, period: measure.startsWith('opening') ? opening : closing, scope: {} };
  if (CHANGES.has(measure))
    return { measure: `mrr-${measure}`, period: closing, scope: { since: opening } };
  return { measure: `mrr-${PREFIX[grain]}${measure}`, period: closing, scope: {} };
}

const PREFIX: Readonly<Record<Grain, string>> = { month: '', quarter: 'quarter-', year: 'year-' };

function keyOf(
  window: SubscriptionWindow,
  { measure, scope }: { readonly measure: string; readonly scope: Scope },
  context: MeasureContext,
): CellKey {
  const place = placeOf(window, measure, context);
  return cellKey(place.measure, place.period, { ...place.scope, ...scope });
}

function identityEquations(at: SubscriptionCells['at'], context: MeasureContext): Equation[] {
  return subscriptionWindows(context).flatMap((window) =>
    WINDOW_IDENTITIES[window.grain].flatMap(({ total, parts }): Equation[] => {
      const [sum, ...terms] = [total, ...parts].map((measure) => at(window, measure)?.key);
      const known = terms.filter((key) => key !== undefined);
      return sum === undefined || known.length < parts.length ? [] : [{ total: sum, parts: known }];
    }),
  );
}
