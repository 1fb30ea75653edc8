import type { Cell } from '#lib/privacy/cell.ts';
import { closeLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import { complementOf, countCell, equation } from '../cells/derived-cells.ts';
import type { CellsAndEquations } from '../cohorts/cohort-cells.ts';
import {
  TIERS,
  type Tier,
  type TierMove,
  type TierOrNone,
  type TierThresholds,
  thresholdsText,
} from './tier-moves.ts';

/** Customers by tier at this close. Tiers with other bounds are other cells. */
export class TierTable {
  /** Label of the close, such as `2026-Q3`. */
  readonly period: string;
  readonly #moves: readonly TierMove[];
  readonly #suffix: string;

  constructor(
    moves: readonly TierMove[],
    { closeDate, fiscal }: Pick<MeasureContext, 'closeDate' | 'fiscal'>,
    thresholds: TierThresholds,
  ) {
    this.#moves = moves;
    this.period = closeLabel(closeDate, fiscal);
    const text = thresholdsText(thresholds);
    this.#suffix = text === '' ? '' : `; ${text}`;
  }

  /** Everyone who is in a tier at this close. */
  everyone(): Cell {
    return this.#count('tier-customers', {}, (move) => move.to !== 'none');
  }

  now(tier: Tier): Cell {
    return this.#count('tier-customers', { tier }, (move) => move.to === tier);
  }

  /** Those who were in a tier at the close before, by this table's bounds. */
  before(tier: Tier): Cell {
    return this.#count('tier-customers-before', { tier }, (move) => move.from === tier);
  }

  move(from: TierOrNone, to: TierOrNone): Cell {
    const isMove = (move: TierMove) => move.from === from && move.to === to;
    return this.#count('tier-moves', { from, to }, isMove);
  }

  /** Those who were in a tier and went anywhere else. */
  elsewhere(from: Tier, to: TierOrNone): Cell {
    return complementOf(
      this.before(from),
      this.move(from, to),
      `tier-moves-elsewhere${this.#suffix}`,
    );
  }

  /** Tiers at this close add up to everyone in one. */
  tiers(): CellsAndEquations {
    const now = TIERS.map((tier) => this.now(tier));
    return { cells: [this.everyone(), ...now], equations: [equation(this.everyone(), ...now)] };
  }

  /** Moves add up to the tiers they come from, and to those they go to. */
  moves(): CellsAndEquations {
    const all = [...TIERS, 'none'] as const;
    const moves = all.flatMap((from) => all.map((to) => this.move(from, to)));
    const left = TIERS.flatMap((from) => all.map((to) => ({ from, to })));
    return {
      cells: [
        ...moves.filter(({ scope }) => scope['from'] !== 'none' || scope['to'] !== 'none'),
        ...TIERS.map((tier) => this.before(tier)),
        ...left.map(({ from, to }) => this.elsewhere(from, to)),
      ],
      equations: [
        ...TIERS.map((from) =>
          equation(this.before(from), ...all.map((to) => this.move(from, to))),
        ),
        ...TIERS.map((to) => equation(this.now(to), ...all.map((from) => this.move(from, to)))),
        ...left.map(({ from, to }) =>
          equation(this.before(from), this.move(from, to), this.elsewhere(from, to)),
        ),
      ],
    };
  }

  #count(
    measure: string,
    scope: Readonly<Record<string, string>>,
    isIn: (move: TierMove) => boolean,
  ): Cell {
    const customers = this.#moves.filter(isIn).reduce((sum, move) => sum + move.customers, 0);
    const identity = { measure: `${measure}${this.#suffix}`, period: this.period, scope };
    return countCell(identity, customers, true);
  }
}
