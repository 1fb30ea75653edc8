import { type ShopActivity, shopActivity } from '#lib/models/calendar-effects/shop-activity.ts';
import type { HoldoutCut } from '#lib/models/choice/holdout-cut.ts';
import type { ValueGroup } from '#lib/models/history.ts';
import type { ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import type { FitPlan } from './fit-models.ts';
import type { HistoryLoader, HistoryReach } from './histories/history-loader.ts';
import { holdoutCuts } from './holdout-cuts.ts';

/** What the engine was asked for. */
export interface Asked {
  readonly groups: Promise<readonly ScopedGroup[]>;
  readonly reach: Promise<HistoryReach>;
  /** Null where the days of purchases are not known. */
  readonly activity: Promise<ShopActivity | null>;
  readonly cuts: Promise<readonly HoldoutCut[]>;
  readonly values: Promise<readonly ValueGroup[]>;
  /** At the close, by scope. */
  readonly closing: Promise<readonly ScopedGroup[]>;
}

/** Asks for all that the models are fitted to, at once. */
export function askHistories(load: HistoryLoader, plan: FitPlan): Asked {
  const reach = load.reach();
  const groups = load.histories(plan.asOf);
  const activity = Promise.all([groups, load.purchases(plan.asOf)]).then(
    ([histories, purchases]) => purchases && shopActivity(histories, purchases),
  );
  return {
    reach,
    activity,
    cuts: reach.then((known) => holdoutCuts(load, plan, { reach: known, activity })),
    groups,
    closing: load.scopedHistories(plan.closeDate),
    values: load.values(plan.asOf),
  };
}
