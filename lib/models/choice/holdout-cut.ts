import type { IsoDate } from '#lib/units/calendar.ts';
import type { Backtest, HoldoutGroup } from '../backtest/backtest.ts';
import type { ShopActivity } from '../calendar-effects/shop-activity.ts';

/** What was known at a cut, and how often each customer bought in the holdout after it. */
export interface HoldoutCut {
  readonly cut: IsoDate;
  /** Length of the holdout, in the unit of the histories. */
  readonly holdout: number;
  readonly groups: readonly HoldoutGroup[];
  /** What the shop had sold before the cut; null where the days of its purchases are not known. */
  readonly activity: ShopActivity | null;
}

/** The backtest of a forecast at a cut, with the calibration that the cuts before it had taught. */
export interface CutBacktest extends Backtest {
  readonly cut: IsoDate;
  readonly calibration: number;
}
