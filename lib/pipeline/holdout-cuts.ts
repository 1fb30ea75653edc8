import { activityBefore, type ShopActivity } from '#lib/models/calendar-effects/shop-activity.ts';
import type { HoldoutCut } from '#lib/models/choice/holdout-cut.ts';
import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import type { HistoryLoader, HistoryReach, HoldoutWindow } from './histories/history-loader.ts';

const MOST_CUTS = 3;
/** A half-year, where that leaves as much again before two cuts; else a quarter, of whole weeks. */
const LONG_DAYS = 182;
const SHORT_DAYS = 91;
/** A fit needs so many days before its cut. */
const LEAST_DAYS = 84;
/** So many customers tell the bias of a total to little more than one percent. */
const ENOUGH_CUSTOMERS = 25_000;

/** Consecutive holdouts that do not overlap, oldest first, as many as the history is long enough for. */
export function holdoutWindows(asOf: IsoDate, reach: HistoryReach): readonly HoldoutWindow[] {
  const { historyDays, customers } = reach;
  const days = historyDays >= 3 * LONG_DAYS ? LONG_DAYS : SHORT_DAYS;
  const cuts = Math.min(MOST_CUTS, Math.floor((historyDays - LEAST_DAYS) / days));
  return Array.from({ length: Math.max(0, cuts) }, (_, nth) => ({
    cut: addDays(asOf, (nth - cuts) * days),
    until: addDays(asOf, (nth - cuts + 1) * days),
    stride: Math.max(1, Math.floor(customers / ENOUGH_CUSTOMERS)),
  }));
}

/** What is known of a shop before it is asked for its holdouts. */
export interface KnownShop {
  readonly reach: HistoryReach;
  /** Up to `asOf`; may still be on its way. */
  readonly activity: Promise<ShopActivity | null>;
}

/** Loads the rolling-origin cuts of a history, oldest first. */
export function holdoutCuts(
  load: HistoryLoader,
  { asOf, unit }: { readonly asOf: IsoDate; readonly unit: 'week' | 'day' },
  { reach, activity }: KnownShop,
): Promise<HoldoutCut[]> {
  const unitsFrom = (from: IsoDate, to: IsoDate) => daysBetween(from, to) / daysOf(unit);
  return Promise.all(
    holdoutWindows(asOf, reach).map(async (window) => {
      const [groups, sold] = await Promise.all([load.holdout(window), activity]);
      return {
        cut: window.cut,
        holdout: unitsFrom(window.cut, window.until),
        groups,
        activity: sold && activityBefore(sold, unitsFrom(window.cut, asOf)),
      };
    }),
  );
}

/** Days of a unit of the histories. */
export const daysOf = (unit: 'week' | 'day'): number => (unit === 'week' ? 7 : 1);
