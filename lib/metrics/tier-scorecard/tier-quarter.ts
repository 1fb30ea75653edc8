import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, closeLabel, quarterStart } from '#lib/units/calendar.ts';
import { countCell, equation } from '../facts/cells/derived-cells.ts';
import type { LoyaltyMove } from '../facts/loyalty/loyalty-quarter.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

const NONE = 'none';

/**
 * Each tier at the quarter close: members, who moved there from where, and who of its members at the close before
 * ordered in the quarter. Members = moves into the tier; members before = moves out of it = ordered + did not. Members
 * before are those of the close before, which its own report may have told: one cell, whoever asks.
 */
export function tierQuarter(moves: readonly LoyaltyMove[], context: MeasureContext): Measured {
  const tiers = tiersOf(moves);
  if (tiers.length === 0) return NOTHING_MEASURED;
  const { everyone, now, kept, moved } = quarterCells(moves, tiers, context);
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

function quarterCells(
  moves: readonly LoyaltyMove[],
  tiers: readonly string[],
  { closeDate, fiscal }: MeasureContext,
) {
  const opens = quarterStart(addDays(closeDate, -1), fiscal);
  const [period, periodBefore] = [closeLabel(closeDate, fiscal), closeLabel(opens, fiscal)];
  const count = (
    identity: Pick<Cell, 'measure' | 'period' | 'scope'>,
    isIn: (move: LoyaltyMove) => boolean,
  ): Cell => {
    const customers = moves.filter(isIn).reduce((sum, move) => sum + move.customers, 0);
    return countCell(identity, customers, true);
  };
  const members = { measure: 'loyalty-members', period };
  const of = (tier: string) => ({ ...members, scope: { 'loyalty-tier': tier } });
  const places = [...tiers, NONE].flatMap((from) => [...tiers, NONE].map((to) => ({ from, to })));
  return {
    everyone: count({ ...members, scope: {} }, ({ to }) => to !== NONE),
    now: tiers.map((tier) => count(of(tier), ({ to }) => to === tier)),
    kept: tiers.map((tier) => {
      const before = count({ ...of(tier), period: periodBefore }, ({ from }) => from === tier);
      return retained(moves, before, period);
    }),
    moved: places
      .filter(({ from, to }) => from !== NONE || to !== NONE)
      .map((scope) =>
        count(
          { measure: 'loyalty-moves', period, scope },
          ({ from, to }) => from === scope.from && to === scope.to,
        ),
      ),
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

function retained(moves: readonly LoyaltyMove[], before: Cell, period: string): Retained {
  const { scope } = before;
  const own = moves.filter(({ from }) => from === scope['loyalty-tier']);
  const ordered = own.reduce((sum, move) => sum + move.ordering, 0);
  const of = (measure: string, customers: number) =>
    countCell({ measure, period, scope }, customers, true);
  return {
    before,
    ordering: of('loyalty-members-ordering', ordered),
    silent: of('loyalty-members-silent', before.customers - ordered),
  };
}

const nameOf = (options: string, { period, scope }: Cell) => ({
  metric: 'tier-scorecard',
  options,
  period,
  scope,
});

const retentionFigure = ({ before, ordering, silent }: Retained): Figure =>
  figure({
    name: nameOf('line=retention', ordering),
    unit: 'share',
    value: ratio(ordering.total, before.total),
    customers: before.customers,
    cells: cellKeys(before, ordering, silent),
  });

const into = (moved: readonly Cell[], { scope }: Cell): readonly Cell[] =>
  moved.filter((cell) => cell.scope['to'] === scope['loyalty-tier']);

const outOf = (moved: readonly Cell[], { scope }: Cell): readonly Cell[] =>
  moved.filter((cell) => cell.scope['from'] === scope['loyalty-tier']);
