/** ln(a (a+1) ⋯ (a+k−1)) for k = 0, 1, …, and its slope in ln a. */
export interface RisingLogs {
  readonly values: readonly number[];
  readonly slopes: readonly number[];
}

/** Both for k up to `count`; a sum of logarithms, exact where a difference of ln Γ(a) of 1e8 is not. */
export function risingLogs(a: number, count: number): RisingLogs {
  const values = [0];
  const slopes = [0];
  let value = 0;
  let slope = 0;
  for (let i = 0; i < count; i += 1) {
    value += Math.log(a + i);
    slope += a / (a + i);
    values.push(value);
    slopes.push(slope);
  }
  return { values, slopes };
}
