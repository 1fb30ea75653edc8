import { groupBy } from '#lib/numerics/group-by.ts';
import type { TenureGroup, TenureLevel } from '../tenure/tenure-group.ts';

/** Months between two renewals. */
export type RenewalMonths = 1 | 3 | 12;

/**
 * Subscribers of one level who renew at one interval, began together and went the same way. A subscriber who left and
 * returned counts again from the return.
 */
export interface SubscriberGroup extends TenureGroup {
  /** Crossing of the registered segments, such as `IE|web`; the finest scope that is fitted. */
  readonly level: string;
  readonly renewalMonths: RenewalMonths;
  /** Renewals that were due before the cut since they began, made or not; at least `renewals`. */
  readonly age: number;
  /** Σ of the monthly recurring revenue of the active at the cut, and Σ of its square; 0 where they are lost. */
  readonly monthlyRevenue: number;
  readonly squaredMonthlyRevenue: number;
}

/** The groups of each level, for a fit. */
export const tenureLevels = (groups: readonly SubscriberGroup[]): TenureLevel[] =>
  [...groupBy(groups, ({ level }) => level)].map(([level, own]) => ({ level, groups: own }));

export const subscribersIn = (groups: readonly SubscriberGroup[]): number =>
  groups.reduce((sum, { customers }) => sum + customers, 0);
