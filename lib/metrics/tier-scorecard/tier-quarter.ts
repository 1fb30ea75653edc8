import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, Scope } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel } from '#lib/units/calendar.ts';
import { complementOf, countCell, equation } from '../facts/derived-cells.ts';
import type { LoyaltyMove } from '../facts/loyalty-quarter.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

const NONE = 'none';

/**
 * Each tier at the quarter close: members, who moved there from where, and who of its members at the close before
 * ordered in the quarter. Members = moves into the tier; members before = moves out of it = ordered + did not.
 */
export function tierQuarter(moves: readonly LoyaltyMove[], context: MeasureContext): Measured {
  const tiers = tiersOf(moves);
  if (tiers.length === 0) return { figures: [], cells: [], equations: [] };
  const period = closeLabel(context.closeDate, context.fiscal);
  const count = (measure: string, scope: Scope, isIn: (move: LoyaltyMove) => boolean): Cell => {
    const customers = moves.filter(isIn).reduce((sum, move) => sum + move.customers, 0);
    return countCell({ measure, period, scope }, customers, true);
  };
  const places = [...tiers, NONE].flatMap((from) => [...tiers, NONE].map((to) => ({ from, to })));
  const moved = places
    .filter(({ from, to }) => from !== NONE || to !== NONE)
    .map(({ from, to }) =>
      count('loyalty-moves', { from, to }, (move) => move.from === from && move.to === to),
    );
  const now = tiers.map((tier) =>
    count('loyalty-members', { 'loyalty-tier': tier }, ({ to }) => to === tier),
  );
  const everyone = count('loyalty-members', {}, ({ to }) => to !== NONE);
  const kept = tiers.map((tier) => retained(moves, { tier, period, count }));
  return {
    figures: [
      totalFigure(nameOf('line=members', everyone), 'count', everyone),
      ...now.map((cell) => totalFigure(nameOf('line=members', cell), 'count', cell)),
      ...kept.map(retentionFigure),
      ...moved.map((cell) => totalFigure(nameOf('line=moves', cell), 'count', cell)),
    ],
    cells: [everyone, ...now, ...moved, ...kept.flatMap((parts) => Object.values(parts))],
    equations: [
      equation(everyone, ...now),
      ...now.map((cell) => equation(cell, ...into(moved, cell))),
      ...kept.flatMap(({ before, ordering, silent }) => [
        equation(before, ...outOf(moved, before)),
        equation(before, ordering, silent),
      ]),
    ],
  };
}

/** Tiers that somebody held at one of the closes, by name. */
const tiersOf = (moves: readonly LoyaltyMove[]): readonly string[] =>
  [...new Set(moves.flatMap(({ from, to }) => [from, to]))].filter((tier) => tier !== NONE).sort();

interface Retained {
  /** Members at the close before. */
  readonly before: Cell;
  readonly ordering: Cell;
  readonly silent: Cell;
}

function retained(
  moves: readonly LoyaltyMove[],
  of: {
    readonly tier: string;
    readonly period: string;
    readonly count: (measure: string, scope: Scope, isIn: (move: LoyaltyMove) => boolean) => Cell;
  },
): Retained {
  const scope = { 'loyalty-tier': of.tier };
  const own = moves.filter(({ from }) => from === of.tier);
  const before = of.count('loyalty-members-before', scope, ({ from }) => from === of.tier);
  const ordered = own.reduce((sum, { ordering }) => sum + ordering, 0);
  const ordering = countCell(
    { measure: 'loyalty-members-ordering', period: of.period, scope },
    ordered,
    true,
  );
  return { before, ordering, silent: complementOf(before, ordering, 'loyalty-members-silent') };
}

const nameOf = (options: string, { period, scope }: Cell) => ({
  metric: 'tier-scorecard',
  options,
  period,
  scope,
});

const retentionFigure = ({ before, ordering, silent }: Retained): Figure =>
  figure({
    name: nameOf('line=retention', before),
    unit: 'share',
    value: ratio(ordering.total, before.total),
    customers: before.customers,
    cells: cellKeys(before, ordering, silent),
  });

const into = (moved: readonly Cell[], { scope }: Cell): readonly Cell[] =>
  moved.filter((cell) => cell.scope['to'] === scope['loyalty-tier']);

const outOf = (moved: readonly Cell[], { scope }: Cell): readonly Cell[] =>
  moved.filter((cell) => cell.scope['from'] === scope['loyalty-tier']);
