/** A dense vector; all vectors of one computation have one length. */
export type Vector = readonly number[];

/** Σ xᵢ yᵢ. */
export const dot = (x: Vector, y: Vector): number =>
  x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);

/** x + factor · y. */
export const addScaled = (x: Vector, factor: number, y: Vector): number[] =>
  x.map((value, i) => value + factor * (y[i] ?? 0));

/** max |xᵢ|, 0 for an empty vector, NaN if any entry is. */
export const maxAbs = (x: Vector): number => Math.max(0, ...x.map(Math.abs));
