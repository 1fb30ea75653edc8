import type { HistoryGroup } from '../history.ts';

/** What a shop sold by calendar time: bins of equal length before a cut, the latest first, as ages of histories count them. */
export interface ShopActivity {
  /** Length of a bin, in the unit of the histories. */
  readonly bin: number;
  /** Whole bins of 28 days. */
  readonly binsPerBlock: number;
  /** Customers whose first purchase was in the bin. */
  readonly arrivals: readonly number[];
  /** Purchases but the first ones. */
  readonly repeats: readonly number[];
}

/** Purchases by bin, the first ones among them. */
export interface BinnedPurchases extends Pick<ShopActivity, 'bin' | 'binsPerBlock'> {
  readonly purchases: readonly number[];
}

/** First purchases are told by the ages of the histories of all these customers. */
export function shopActivity(
  groups: readonly HistoryGroup[],
  { purchases, ...bins }: BinnedPurchases,
): ShopActivity {
  const arrivals = purchases.map(() => 0);
  for (const { age, customers } of groups) {
    const at = Math.round(age / bins.bin);
    arrivals[at] = (arrivals[at] ?? 0) + customers;
  }
  const repeats = purchases.map((count, i) => Math.max(0, count - (arrivals[i] ?? 0)));
  return { ...bins, arrivals, repeats };
}

/** What was known of it `ago` before the cut, in whole bins. */
export function activityBefore(
  { arrivals, repeats, ...bins }: ShopActivity,
  ago: number,
): ShopActivity {
  const later = Math.round(ago / bins.bin);
  return { ...bins, arrivals: arrivals.slice(later), repeats: repeats.slice(later) };
}
