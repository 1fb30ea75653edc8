import { bgNbdModel } from '#lib/models/bg-nbd/model.ts';
import type { Calendar } from '#lib/models/calendar-effects/calendar.ts';
import { estimateCalendar } from '#lib/models/calendar-effects/estimate-calendar.ts';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import type { ShopActivity } from '#lib/models/calendar-effects/shop-activity.ts';
import { type ForecastChoice, UNTESTED } from '#lib/models/choice/choose-forecast.ts';
import { type Fit, type NotFitted, wasRefused } from '#lib/models/fit.ts';
import type { HistoryGroup } from '#lib/models/history.ts';
import { lawOfFit, type TransactionModel } from '#lib/models/transaction-model.ts';
import { transactionModel } from '#lib/models/transaction-models.ts';

export type PurchaseFit = Fit<Readonly<Record<string, number>>>;

/** All that is known at the cut. */
export interface FittedData {
  readonly groups: readonly HistoryGroup[];
  readonly activity: ShopActivity | null;
}

/** A choice carried out: what was fitted, in the time of which calendar. */
export interface ChosenFit {
  readonly choice: ForecastChoice;
  readonly model: TransactionModel;
  readonly purchases: PurchaseFit | NotFitted;
  readonly calendar: Calendar | null;
}

/** The chosen forecast on all the data; BG/NBD, as if nothing had been tested, where these do not identify it. */
export function chosenFit(
  choice: ForecastChoice,
  data: FittedData,
  baseline: PurchaseFit | NotFitted,
): ChosenFit {
  const model = transactionModel(choice.model);
  const plain = model === bgNbdModel ? baseline : model.fit(data.groups);
  if (wasRefused(plain)) return untested(baseline);
  if (!choice.hasCalendar || data.activity === null)
    return { choice, model, purchases: plain, calendar: null };
  const calendar = estimateCalendar(lawOfFit(model, plain), data.activity);
  const purchases = model.fit(purchaseTime(calendar).histories(data.groups));
  return wasRefused(purchases) ? untested(baseline) : { choice, model, purchases, calendar };
}

const untested = (baseline: PurchaseFit | NotFitted): ChosenFit => ({
  choice: UNTESTED,
  model: bgNbdModel,
  purchases: baseline,
  calendar: null,
});
