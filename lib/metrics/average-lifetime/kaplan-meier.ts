import { normalQuantile } from '#lib/numerics/normal-quantile.ts';

/** Those whose life ended, or was last seen, after so many whole periods. */
export interface Lives {
  readonly periods: number;
  readonly ended: boolean;
  readonly customers: number;
}

interface Step {
  readonly atRisk: number;
  readonly ended: number;
}

/**
 * Area under the product-limit estimate of survival up to the horizon, in periods: the mean life within it. Lives that were only
 * seen so far count as long as they were seen. Null where nobody was seen up to the last period and not all had ended before.
 * Kaplan & Meier (1958), JASA 53, eq. 2a; restricted mean: Irwin (1949).
 */
export function restrictedMean(lives: readonly Lives[], horizon: number): number | null {
  let [area, alive] = [0, 1];
  for (const { atRisk, ended } of byAge(lives, horizon)) {
    if (atRisk === 0 && alive > 0) return null;
    area += alive;
    if (atRisk > 0) alive *= 1 - ended / atRisk;
  }
  return area;
}

/** Those at risk and those whose life ended in each period up to the horizon. */
const byAge = (lives: readonly Lives[], horizon: number): Step[] =>
  Array.from({ length: horizon }, (_, age) => age + 1).map((age) => {
    const at = lives.filter(({ periods }) => periods >= age);
    const ending = at.filter(({ periods, ended }) => ended && periods === age);
    return { atRisk: countOf(at), ended: countOf(ending) };
  });

const countOf = (lives: readonly Lives[]): number =>
  lives.reduce((sum, { customers }) => sum + customers, 0);

/** Ends over customers at risk, all periods up to the horizon together; 0 where nobody was at risk. */
export function endsPerPeriod(lives: readonly Lives[], horizon: number): number {
  const ages = byAge(lives, horizon);
  const atRisk = ages.reduce((sum, age) => sum + age.atRisk, 0);
  return atRisk === 0 ? 0 : ages.reduce((sum, age) => sum + age.ended, 0) / atRisk;
}

/**
 * Whether the chance to end is the same at each age, by a chi-square test of the ages at which at least five ends are expected,
 * at 5 %. Its tail is Wilson & Hilferty's (1931, PNAS 17): the cube root of chi-square over its degrees is near normal.
 */
export function isFlatHazard(lives: readonly Lives[], horizon: number): boolean {
  const hazard = endsPerPeriod(lives, horizon);
  const tested = byAge(lives, horizon).filter(({ atRisk }) => atRisk * hazard >= 5);
  const degrees = tested.length - 1;
  if (degrees < 1 || hazard >= 1) return false;
  const square = tested.reduce((total, { atRisk, ended }) => {
    const mean = atRisk * hazard;
    return total + (ended - mean) ** 2 / (mean * (1 - hazard));
  }, 0);
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(square / degrees) - (1 - spread)) / Math.sqrt(spread) < Z_ONE_SIDED_95;
}

const Z_ONE_SIDED_95 = normalQuantile(0.95);
