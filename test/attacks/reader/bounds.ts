import { type Constraint, solve } from 'yalps';
import { type Component, eliminated, reduced } from './linear-system.ts';
import type { ReaderTable } from './reader-table.ts';

/** What a cell could still be. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** What somebody knows to be in a cell, at least: their own part. */
export type Own = (key: string) => number;

export const UNBOUNDED: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

const NOTHING: Own = () => 0;

/**
 * Bounds of any cell, printed or not, by linear programming over what the reader holds. `signed` cells may be negative; all
 * others hold at least what the attacker put into them.
 */
export class Bounder {
  readonly #signed: (key: string) => boolean;
  readonly #exact: ReadonlyMap<string, number>;
  readonly #components = new Map<string, Component>();
  /** What may be negative bounds nothing but itself, so it is put out of the way of the others. */
  readonly #plain = new Map<string, Component>();

  constructor({ known, equations }: ReaderTable, signed: (key: string) => boolean) {
    this.#signed = signed;
    const { solved, components } = reduced(equations, known);
    this.#exact = new Map([...known, ...solved]);
    for (const component of components) {
      for (const key of component.unknowns) this.#components.set(key, component);
      for (const part of eliminated(component.rows, signed))
        for (const key of part.unknowns) this.#plain.set(key, part);
    }
  }

  bounds(target: string, own: Own = NOTHING): Bounds {
    const value = this.#exact.get(target);
    if (value !== undefined) return { low: value, high: value };
    const isSigned = this.#signed(target);
    const component = isSigned ? this.#around(target) : this.#plain.get(target);
    if (component !== undefined) return extremes(component, target, { signed: this.#signed, own });
    return isSigned ? UNBOUNDED : { ...UNBOUNDED, low: own(target) };
  }

  /** The same, where what the attacker takes for granted may be wrong: then it learns nothing. */
  tryBounds(target: string): Bounds {
    try {
      return this.bounds(target);
    } catch (error) {
      if (error instanceof ContradictionError) return UNBOUNDED;
      throw error;
    }
  }

  /** The same for people, of whom there are no fractions: closer than the linear program where that is soon solved. */
  wholeBounds(target: string): Bounds {
    const linear = this.bounds(target);
    const component = this.#plain.get(target);
    const isOpen = linear.high - linear.low >= 1 && linear.high < WORTH_A_TRY;
    if (component === undefined || !isOpen || this.#exact.has(target)) return linear;
    try {
      return extremes(component, target, { signed: this.#signed, own: NOTHING, whole: true });
    } catch (error) {
      if (error instanceof ContradictionError && error.status === 'timedout') return linear;
      throw error;
    }
  }

  #around(target: string): Component | undefined {
    const rows = this.#components.get(target)?.rows ?? [];
    const parts = eliminated(rows, (key) => key !== target && this.#signed(key));
    return parts.find(({ unknowns }) => unknowns.includes(target));
  }
}

/** No table has these numbers. */
export class ContradictionError extends Error {
  override readonly name = 'ContradictionError';
  readonly status: string;
  constructor(status: string) {
    super(`the attacker's solver ended ${status}`);
    this.status = status;
  }
}

interface Assumptions {
  readonly signed: (key: string) => boolean;
  readonly own: Own;
  readonly whole?: true;
}

const WORTH_A_TRY = 30;
const INTEGER_MS = 300;

/** Sums of cents are far above the tolerances of a solver. */
const SCALED_TO = 1000;
const PLUS = '+';
const MINUS = '-';

function extremes(component: Component, target: string, assumptions: Assumptions): Bounds {
  const shift = (key: string) => (assumptions.signed(key) ? 0 : assumptions.own(key));
  const { constraints, variables, scale } = linearProgram(component, assumptions);
  variables.get(target + PLUS)?.set('goal', 1);
  variables.get(target + MINUS)?.set('goal', -1);
  const integers = assumptions.whole ?? false;
  const extreme = (direction: 'minimize' | 'maximize'): number => {
    const model = { direction, objective: 'goal', constraints, variables, integers };
    const { status, result } = solve(model, integers ? { timeout: INTEGER_MS } : {});
    if (status === 'unbounded') return direction === 'maximize' ? UNBOUNDED.high : UNBOUNDED.low;
    if (status !== 'optimal') throw new ContradictionError(status);
    return result * scale + shift(target);
  };
  return { low: extreme('minimize'), high: extreme('maximize') };
}

/** One variable for an unknown that cannot be below what is known to be in it, two for one that may be anything. */
function linearProgram({ rows }: Component, { signed, own, whole }: Assumptions) {
  const constraints = new Map<string, Constraint>();
  const variables = new Map<string, Map<string, number>>();
  const put = (variable: string, row: string, coefficient: number) =>
    variables.set(
      variable,
      (variables.get(variable) ?? new Map<string, number>()).set(row, coefficient),
    );
  const largest = Math.max(1, ...rows.map(({ equals }) => Math.abs(equals)));
  const scale = whole ? 1 : largest / SCALED_TO;
  for (const [index, { coefficients, equals }] of rows.entries()) {
    const row = `row ${index}`;
    let right = equals;
    for (const [key, coefficient] of coefficients) {
      if (!signed(key)) right -= coefficient * own(key);
      put(key + PLUS, row, coefficient);
      if (signed(key)) put(key + MINUS, row, -coefficient);
    }
    constraints.set(row, { equal: right / scale });
  }
  return { constraints, variables, scale };
}
