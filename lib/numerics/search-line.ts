/** A function of one step length: its value and slope there. */
export interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const DELTA = 0.1;
const SIGMA = 0.9;
const EPSILON = 1e-6;
const EXPANSION = 5;
const SHRINK = 0.66;
const MAX_TRIALS = 60;

/** A line: what a step gives, and what is known at step 0 (slope < 0). */
export interface Line<T extends Trial> {
  readonly origin: T;
  evaluate(step: number): T;
}

/**
 * A step that meets the Wolfe or the approximate Wolfe conditions of Hager & Zhang (2005, SIAM J. Optim. 16, eqs 2.2, 4.1),
 * or null. The approximate form compares slopes, and so still works where differences of values fall below round-off.
 */
export function searchLine<T extends Trial>(line: Line<T>, firstStep: number): T | null {
  const search = new LineSearch(line);
  return search.run(firstStep);
}

/** Interval update of Hager & Zhang (procedures B, U0–U3) with secant and bisection steps. */
class LineSearch<T extends Trial> {
  readonly #line: Line<T>;
  readonly #limit: number;
  #low: T;
  #high: T | null = null;
  #trials = 0;

  constructor(line: Line<T>) {
    this.#line = line;
    this.#low = line.origin;
    this.#limit = line.origin.value + EPSILON * Math.abs(line.origin.value);
  }

  run(firstStep: number): T | null {
    let step = firstStep;
    let width = Number.POSITIVE_INFINITY;
    while (this.#trials < MAX_TRIALS && step > this.#low.step) {
      this.#trials += 1;
      const trial = this.#line.evaluate(step);
      if (this.#accepts(trial)) return trial;
      this.#narrow(trial);
      step = this.#nextStep(width);
      width = this.#width();
    }
    return null;
  }

  #accepts({ step, value, slope }: T): boolean {
    const { origin } = this.#line;
    if (!(slope >= SIGMA * origin.slope)) return false;
    const wolfe = value - origin.value <= DELTA * step * origin.slope;
    const approximate = slope <= (2 * DELTA - 1) * origin.slope && value <= this.#limit;
    return wolfe || approximate;
  }

  #narrow(trial: T): void {
    const descends = trial.slope < 0 && trial.value <= this.#limit;
    if (descends) this.#low = trial;
    else this.#high = trial;
  }

  #width(): number {
    return this.#high ? this.#high.step - this.#low.step : Number.POSITIVE_INFINITY;
  }

  #nextStep(widthBefore: number): number {
    if (!this.#high) return EXPANSION * this.#low.step;
    const middle = (this.#low.step + this.#high.step) / 2;
    if (!(this.#high.slope >= 0) || this.#width() > SHRINK * widthBefore) return middle;
    const { step: a, slope: slopeA } = this.#low;
    const { step: b, slope: slopeB } = this.#high;
    const secant = (a * slopeB - b * slopeA) / (slopeB - slopeA);
    return secant > a && secant < b ? secant : middle;
  }
}
