import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Scope } from '#lib/privacy/figure.ts';
import { closeLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { countCell, equation } from '../cells/derived-cells.ts';
import { FAMILY_SEPARATOR, threeFamilies } from './family-threes.ts';

/** Who holds two families of products, one of them without the other, and neither. */
export interface FamilyPair {
  readonly first: string;
  readonly second: string;
  readonly both: Cell;
  readonly firstOnly: Cell;
  readonly secondOnly: Cell;
  readonly neither: Cell;
}

/** Active customers at the quarter close by the families of products that they hold. */
export class FamilyTable {
  readonly period: string;
  readonly families: readonly string[];
  readonly #counts: ReadonlyMap<string, number>;

  /** @param rows of `held-families.sql`. */
  constructor(rows: readonly CellRow[], { closeDate, fiscal }: MeasureContext) {
    this.period = closeLabel(closeDate, fiscal);
    this.#counts = new Map(rows.map((row) => [placeOf(row), row.total]));
    this.families = rows
      .filter(({ measure }) => measure === HOLDERS)
      .map(({ segment }) => segment)
      .sort();
  }

  everyone(): Cell {
    const count = this.#count(CUSTOMERS, 'all', 'all');
    return countCell({ measure: CUSTOMERS, period: this.period, scope: {} }, count, false);
  }

  holders(family: string): Cell {
    return this.#cell(HOLDERS, { family }, this.#count(HOLDERS, 'family', family));
  }

  /** Active customers who do not hold a family. */
  without(family: string): Cell {
    const count = this.everyone().total - this.holders(family).total;
    return this.#cell('family-without', { family }, count);
  }

  /** Each pair once, in name order. */
  pairs(): FamilyPair[] {
    return this.families.flatMap((first, i) =>
      this.families.slice(i + 1).map((second) => this.#pair(first, second)),
    );
  }

  /**
   * Holders and others add up to everyone; both, one only and neither to holders and others. Tables by two families bound
   * who holds three of them, or two and not the third, so these are cells that are never shown.
   */
  system(): { readonly cells: readonly Cell[]; readonly equations: readonly Equation[] } {
    if (this.families.length === 0) return { cells: [], equations: [] };
    const pairs = this.pairs();
    const threes = threeFamilies(pairs, (first, second, third) =>
      this.#count('family-three-holders', first, `${second}${FAMILY_SEPARATOR}${third}`),
    );
    return {
      cells: [
        ...threes.cells,
        this.everyone(),
        ...this.families.flatMap((family) => [this.holders(family), this.without(family)]),
        ...pairs.flatMap(({ both, firstOnly, secondOnly, neither }) => [
          both,
          firstOnly,
          secondOnly,
          neither,
        ]),
      ],
      equations: [
        ...threes.equations,
        ...this.families.map((family) =>
          equation(this.everyone(), this.holders(family), this.without(family)),
        ),
        ...pairs.flatMap(({ first, second, both, firstOnly, secondOnly, neither }) => [
          equation(this.holders(first), both, firstOnly),
          equation(this.holders(second), both, secondOnly),
          equation(this.without(first), secondOnly, neither),
        ]),
      ],
    };
  }

  #pair(first: string, second: string): FamilyPair {
    const both = this.#count('family-pair-holders', first, second);
    const firstOnly = this.holders(first).total - both;
    const secondOnly = this.holders(second).total - both;
    const neither = this.without(first).total - secondOnly;
    return {
      first,
      second,
      both: this.#cell('family-both', { family: first, with: second }, both),
      firstOnly: this.#cell('family-alone', { family: first, without: second }, firstOnly),
      secondOnly: this.#cell('family-alone', { family: second, without: first }, secondOnly),
      neither: this.#cell('family-neither', { family: first, with: second }, neither),
    };
  }

  #count(measure: string, scheme: string, segment: string): number {
    return this.#counts.get(placeOf({ measure, scheme, segment })) ?? 0;
  }

  #cell(measure: string, scope: Scope, count: number): Cell {
    return countCell({ measure, period: this.period, scope }, count, true);
  }
}

const CUSTOMERS = 'family-customers';
const HOLDERS = 'family-holders';

const placeOf = ({ measure, scheme, segment }: Pick<CellRow, 'measure' | 'scheme' | 'segment'>) =>
  JSON.stringify([measure, scheme, segment]);
