import { addScaled } from '#lib/numerics/vector.ts';

/** A way in which a history can have come about: its log-probability and slopes in the log parameters. */
export interface Path {
  readonly log: number;
  readonly slopes: readonly number[];
}

/** ln Σ e^log of paths and its slopes, added one by one; rescaled to the likeliest so that none over- or underflows. */
export class WeightedPaths {
  #top = Number.NEGATIVE_INFINITY;
  #mass = 0;
  #slopes: readonly number[] = [0, 0, 0, 0];

  add({ log, slopes }: Path): void {
    if (log > this.#top) this.#rescale(log);
    const weight = Math.exp(log - this.#top);
    this.#mass += weight;
    this.#slopes = addScaled(this.#slopes, weight, slopes);
  }

  #rescale(top: number): void {
    const factor = Math.exp(this.#top - top);
    this.#mass *= factor;
    this.#slopes = this.#slopes.map((slope) => factor * slope);
    this.#top = top;
  }

  total(): Path {
    return {
      log: this.#top + Math.log(this.#mass),
      slopes: this.#slopes.map((slope) => slope / this.#mass),
    };
  }
}
