/**
 * Subscribers who share one tenure: they renewed `renewals` times and then either let the next renewal pass
 * (`isLost`) or have not come to it yet (right-censored).
 */
export interface TenureGroup {
  /** Whole, from 0. */
  readonly renewals: number;
  readonly isLost: boolean;
  readonly customers: number;
}

/** Subscribers of one level of a covariate that does not change, such as `country:IE`, or of a crossing of such. */
export interface TenureLevel {
  readonly level: string;
  readonly groups: readonly TenureGroup[];
}

/** A group that no subscriber can be in. */
export class InvalidTenure extends Error {
  override readonly name = 'InvalidTenure';
}

/** A thousand years of months: what is longer is a date gone wrong, and would make a life table as long. */
const LONGEST = 12_000;

/** Throws `InvalidTenure` unless renewals are whole, from 0 to 12,000, and customers > 0. */
export function checkTenures(groups: readonly TenureGroup[]): void {
  for (const { renewals, customers } of groups) {
    if (!(Number.isInteger(renewals) && renewals >= 0 && renewals <= LONGEST)) {
      throw new InvalidTenure(
        `${renewals} renewals is not a whole number from 0 to ${LONGEST}; count the tenures again`,
      );
    }
    if (!(customers > 0 && Number.isFinite(customers))) {
      throw new InvalidTenure(`a group of ${customers} customers; count the tenures again`);
    }
  }
}
