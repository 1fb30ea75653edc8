/** What a shop must have before a forecast of its customers' value is worth printing. */
export interface ForecastFacts {
  readonly buyers: number;
  /** Days from the first order to the end of observation. */
  readonly historyDays: number;
  readonly daysSinceLastOrder: number;
  readonly customersWithThreeOrders: number;
  /** The release policy's k. */
  readonly minCustomers: number;
}

export type ForecastRefusal =
  | 'too-few-buyers'
  | 'history-too-short'
  | 'no-recent-order'
  | 'too-few-frequent-buyers';

const MIN_BUYERS = 500;
const MIN_HISTORY_DAYS = 180;
const MAX_SILENT_DAYS = 30;

/** `ok`, or the first minimum that is missed. */
export function forecastGate(facts: ForecastFacts): 'ok' | ForecastRefusal {
  if (facts.buyers < MIN_BUYERS) return 'too-few-buyers';
  if (facts.historyDays < MIN_HISTORY_DAYS) return 'history-too-short';
  if (facts.daysSinceLastOrder > MAX_SILENT_DAYS) return 'no-recent-order';
  return facts.customersWithThreeOrders < facts.minCustomers ? 'too-few-frequent-buyers' : 'ok';
}
