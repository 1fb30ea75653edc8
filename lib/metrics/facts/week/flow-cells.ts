import { groupBy } from '#lib/numerics/group-by.ts';
import { type Cell, type CellKey, cellKey, type Equation } from '#lib/privacy/cell.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import {
  audienceEquations,
  audienceScope,
  audiencesOf,
  type CellRules,
  cellOfRow,
} from '../cells/cells-of-rows.ts';
import { FLOW_COUNTS, FLOW_IDENTITIES, type FlowMeasure } from './weekly-flow.ts';

const SIGNED = new Set(['discounts', 'net-sales', 'net-revenue', 'cm1', 'contribution']);
const BEHAVIOURAL = new Set([
  'returning-customers',
  'first-order-customers',
  'first-time-customers',
  'orders',
  'refunds',
]);
/**
 * Sums in no mean, so that they need not share the fate of a count: few of those who order have a refund, a discount
 * or shipping, and what hides those few should not hide the orders too.
 */
const WITHOUT_COUNT = new Set([
  'refunds',
  'discounts',
  'discounted-sales',
  'shipping',
  'net-revenue',
]);
const counts: ReadonlySet<string> = new Set(FLOW_COUNTS);

/** Everyone who is identified. */
export const EVERYONE: Audience = { scheme: 'all', segment: 'all' };

/** Cells and equations of measures of the weekly flow. */
export interface FlowCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** The cell of an audience in a week; null when nobody contributed. */
  at(measure: FlowMeasure, audience: Audience, week: number): Cell | null;
}

export const flowRules = (measure: string): CellRules => ({
  kind: counts.has(measure) ? 'count' : 'sum',
  signed: SIGNED.has(measure),
  behavioural: BEHAVIOURAL.has(measure),
  countMeasure: counts.has(measure) || WITHOUT_COUNT.has(measure) ? null : 'ordering-customers',
  label: ({ period }) => weekLabel(period),
});

/**
 * Segments are shown for the reported week, and those of compared schemes for the others too; what else is of other
 * weeks enters at top level. Segments add up to everyone, and measures to each other wherever all of an identity are
 * asked for. The count of ordering customers always comes along, because sums share its fate. Audiences nobody is in
 * are absent.
 */
export function flowCells(
  rows: readonly CellRow[],
  measures: readonly FlowMeasure[],
  context: MeasureContext,
): FlowCells {
  const shown = rows.filter((row) => isShown(row, context));
  const cells = new Map<CellKey, Cell>();
  const asked = new Set<FlowMeasure>(['ordering-customers', ...measures]);
  const equations = [...asked].flatMap((measure): Equation[] => {
    const rules = flowRules(measure);
    const own = shown.filter((row) => row.measure === measure);
    for (const row of own) {
      const cell = flowCell(row, context);
      cells.set(cell.key, cell);
    }
    return [...groupBy(own, ({ period }) => period)].flatMap(([period, ofWeek]) =>
      audienceEquations(ofWeek, rules, schemesOf(period, context)),
    );
  });
  return {
    cells: [...cells.values()],
    equations: [...equations, ...identityEquations([...cells.values()], context)],
    at: (measure, audience, week) => cells.get(keyOf(measure, audience, week)) ?? null,
  };
}

/**
 * Everyone's count is printed without everyone's sums, which guests complete to those of the ladder: hiding a few
 * guests may cost the sums of customers, and need not cost their count.
 */
export function flowCell(row: CellRow, context: MeasureContext): Cell {
  const rules = flowRules(row.measure);
  return cellOfRow(row, {
    ...rules,
    countMeasure: row.scheme === 'all' ? null : rules.countMeasure,
    behavioural: rules.behavioural && !isNoBehaviour(row, context),
  });
}

/**
 * That a whole shop won nobody in a week is news about the shop; that a segment did not tells of its customers. Guests
 * order once each because an order is all that is known of them, and nobody has a refund where none are delivered.
 */
const isNoBehaviour = ({ measure, scheme }: CellRow, { supplied }: MeasureContext): boolean =>
  (measure === 'first-time-customers' && scheme === 'all') ||
  (measure === 'orders' && scheme === 'guest') ||
  (measure === 'refunds' && !supplied.has('refunds'));

/** Crossings matter only where there are two schemes or more to cross. */
function isShown({ scheme, period }: CellRow, context: MeasureContext): boolean {
  if (scheme === 'all') return true;
  const schemes = schemesOf(period, context);
  return scheme === 'atom' ? schemes.length > 1 : schemes.includes(scheme);
}

/** Schemes whose segments are in the cells of a week. Crossings are of all schemes, and so need them all. */
function schemesOf(
  period: number,
  { week, segments, compared }: MeasureContext,
): readonly string[] {
  if (period === week) return segments;
  const own = segments.filter((scheme) => compared.includes(scheme));
  return own.length > 1 ? segments : own;
}

const keyOf = (measure: FlowMeasure, audience: Audience, week: number): CellKey =>
  cellKey(measure, weekLabel(week), audienceScope(audience));

/** What ties the cells of different measures of one audience and week; `prefix` marks a family of its own. */
export function identityEquations(
  cells: readonly Cell[],
  { marginBasis }: MeasureContext,
  prefix = '',
): Equation[] {
  const keys = new Set(cells.map(({ key }) => key));
  return FLOW_IDENTITIES.filter(({ costs }) => costs !== true || marginBasis === 'costs').flatMap(
    ({ total, parts }) =>
      cells
        .filter(({ measure }) => measure === prefix + total)
        .map(({ key, period, scope }) => ({
          total: key,
          parts: parts.map((part) => cellKey(prefix + part, period, scope)),
        }))
        .filter((equation) => equation.parts.every((part) => keys.has(part))),
  );
}

/** Segments of the registered schemes that have a row in the reported week, in scheme and name order. */
export const segmentsOf = (
  rows: readonly CellRow[],
  { segments, week }: Pick<MeasureContext, 'segments' | 'week'>,
): readonly Audience[] =>
  audiencesOf(
    rows.filter(({ period }) => period === week),
    segments,
  );
