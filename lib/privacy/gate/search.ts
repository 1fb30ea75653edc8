import { type Alternative, alternativeFrom, isWhole, scaleOf } from './alternative.ts';
import type { Attacker, Target } from './attacker.ts';
import type { LinearProgram, Objective, Row, Solver } from './linear-program.ts';
import type { Component } from './system.ts';

/** Per cell, what one unit of difference from the true table costs; without end where it may not differ. */
export type Prices = readonly number[];

/** Of a cell the reader is not told. Above 0, so that alternatives stay short and come out whole. */
export const OPEN_PRICE = 0.01;

/** Of a cell the reader is told. */
export const CLOSED_PRICE = Number.POSITIVE_INFINITY;

/** Whole tables take about so many times as long as fractional ones. */
const WHOLE_WORK = 10;

export interface Question {
  readonly attacker: Attacker;
  readonly target: Target;
  readonly prices: Prices;
}

/**
 * Looks for alternative tables of one component, in differences from the true one: then the truth is the
 * origin, which always fits, and no large total enters the solver. Each cell has two columns, its move up
 * and its move down, so that both cost.
 */
export class Search {
  readonly #component: Component;
  readonly #program: LinearProgram;
  readonly #scale: number;
  #work = 0;

  constructor(component: Component, solver: Solver) {
    const columns = component.cells.length;
    this.#component = component;
    this.#scale = scaleOf(component);
    this.#program = solver.program(
      2 * columns,
      component.rows.map((row) => mirrored(row, columns)),
    );
  }

  /** What was asked of the solver so far, in columns: unlike time it is equal on every machine. */
  get work(): number {
    return this.#work;
  }

  /**
   * The cheapest alternative in which the target lies its distance or more away from the truth, or `undefined`
   * where there is none. People come in whole numbers, so a fractional table is repaired with the cells
   * it moved, and only then with all that may move.
   */
  find(question: Question): Alternative | undefined {
    const relaxed = this.#solve(question, false);
    if (relaxed === null) return undefined;
    const read = (solution: Float64Array | null) =>
      solution ? alternativeFrom(solution, this.#component, question.attacker) : undefined;
    const alternative = read(relaxed);
    if (alternative || !isWhole(this.#component)) return alternative;
    const near = question.prices.map((price, cell) =>
      price <= OPEN_PRICE || relaxed[cell] !== 0 ? price : CLOSED_PRICE,
    );
    const repaired = read(this.#solve({ ...question, prices: near }, true));
    const isWider = near.some((price, cell) => price !== question.prices[cell]);
    return repaired ?? (isWider ? read(this.#solve(question, true)) : undefined);
  }

  dispose(): void {
    this.#program.dispose();
  }

  #solve(question: Question, whole: boolean): Float64Array | null {
    this.#work += question.prices.length * (whole ? WHOLE_WORK : 1);
    const solution = this.#program.minimise({ ...objectiveOf(question, this.#scale), whole });
    return solution && unmirrored(solution);
  }
}

function objectiveOf(
  { attacker: { room, knows }, target: { cell, direction, distance }, prices }: Question,
  scale: number,
): Omit<Objective, 'whole'> {
  const closed = prices.map((price, i) => price === CLOSED_PRICE || knows[i] === true);
  const ups = room.map((_, i) => (closed[i] ? 0 : Number.POSITIVE_INFINITY));
  const downs = room.map((below, i) => (closed[i] ? 0 : below / scale));
  const costs = prices.map((price, i) => (closed[i] ? 0 : price));
  const lower = new Float64Array(2 * room.length);
  const upper = Float64Array.from([...ups, ...downs]);
  const [chosen, opposite] =
    direction === 1 ? [cell, room.length + cell] : [room.length + cell, cell];
  lower[chosen] = distance / scale;
  upper[opposite] = 0;
  return { cost: Float64Array.from([...costs, ...costs]), lower, upper };
}

const mirrored = (row: Row, columns: number): Row => ({
  columns: [...row.columns, ...row.columns.map((column) => columns + column)],
  coefficients: [...row.coefficients, ...row.coefficients.map((value) => -value)],
});

const unmirrored = (solution: Float64Array): Float64Array => {
  const half = solution.length / 2;
  return solution.subarray(0, half).map((up, cell) => up - (solution[half + cell] ?? 0));
};
