/** What a customer brings in each month of life, valued to a horizon. */
export interface CurveValue {
  readonly value: number;
  /** Share of it beyond the months that were lived; 0 without a tail. */
  readonly extrapolated: number;
}

/** `horizon` in periods; `discount` per period. Periods beyond the curve shrink by `tail` each, or bring nothing. */
export interface CurvePlan {
  readonly horizon: number;
  readonly discount: number;
  readonly tail: number | null;
}

/**
 * Sum over t < horizon of f(t) (1 + d)^-t, the first period not discounted. Sums incremental amounts, each discounted once.
 * @param curve f(t) of the periods 0, 1, … that were lived.
 */
export function curveValue(
  curve: readonly number[],
  { horizon, discount, tail }: CurvePlan,
): CurveValue {
  const periods = Array.from({ length: horizon }, (_, t) => t);
  const last = curve.length - 1;
  const amounts = periods.map((t) => curve[t] ?? (curve[last] ?? 0) * (tail ?? 0) ** (t - last));
  const present = amounts.map((amount, t) => amount / (1 + discount) ** t);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const value = sum(present);
  const beyond = sum(present.slice(curve.length));
  return { value, extrapolated: value === 0 ? 0 : beyond / value };
}

/**
 * What the curve keeps from one period to the next: amounts of periods 2, 3, … over those of 1, 2, …. Null with fewer than
 * three periods after the first, or where either sum is not positive.
 */
export function tailRatio(curve: readonly number[]): number | null {
  const after = curve.slice(1);
  if (after.length < 3) return null;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const [before, next] = [sum(after.slice(0, -1)), sum(after.slice(1))];
  return before > 0 && next > 0 ? next / before : null;
}
