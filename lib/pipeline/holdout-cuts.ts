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

/** Loads the rolling-origin cuts of a history, oldest first. */
export function holdoutCuts(
  load: HistoryLoader,
  { asOf, unit }: { readonly asOf: IsoDate; readonly unit: 'week' | 'day' },
  reach: HistoryReach,
): Promise<HoldoutCut[]> {
  const unitDays = unit === 'week' ? 7 : 1;
  return Promise.all(
    holdoutWindows(asOf, reach).map(async (window) => ({
      cut: window.cut,
      holdout: daysBetween(window.cut, window.until) / unitDays,
      groups: await load.holdout(window),
    })),
  );
}
