/** How far a forecast reaches and how it is discounted. Reports print it with the number. */
export interface Horizon {
  readonly days: number;
  readonly periodDays: number;
  /** Of one period, as a fraction. */
  readonly ratePerPeriod: number;
}

/** One period of a horizon: its end in days from now, and today's value of one unit of money at that end. */
export interface Period {
  readonly end: number;
  readonly discount: number;
}

export const DAYS_PER_MONTH = 30.4375;
const MONTHS_PER_YEAR = 12;

/** Rate of one of `periods` equal periods that compounds to the annual rate. */
export const periodRate = (annualRate: number, periods: number): number =>
  Math.expm1(Math.log1p(annualRate) / periods);

/** A horizon in months of 30.4375 days; 365 days unless stated. */
export const monthlyHorizon = (annualRate: number, days = 365): Horizon => ({
  days,
  periodDays: DAYS_PER_MONTH,
  ratePerPeriod: periodRate(annualRate, MONTHS_PER_YEAR),
});

/** The periods up to the horizon; the last one may be cut short, and is then discounted by its own length. */
export function periodsOf({ days, periodDays, ratePerPeriod }: Horizon): Period[] {
  const count = Math.ceil(days / periodDays - 1e-9);
  return Array.from({ length: count }, (_, k) => {
    const end = Math.min((k + 1) * periodDays, days);
    return { end, discount: (1 + ratePerPeriod) ** (-end / periodDays) };
  });
}

/**
 * Σ over periods of what is added in the period × its discount. Takes the cumulative curve (days → expected so far) and
 * differences it itself: discounting cumulative values is the known error of this sum.
 */
export function discountedIncrements(
  cumulative: (days: number) => number,
  periods: readonly Period[],
): number {
  let before = 0;
  let total = 0;
  for (const { end, discount } of periods) {
    const now = cumulative(end);
    total += (now - before) * discount;
    before = now;
  }
  return total;
}
