import type { SubscriptionRefusal } from './choose-retention-model.ts';
import type { SubscriptionValue } from './forecast-subscriptions.ts';
import type { RenewalMonths } from './subscriber-group.ts';

/** Which model forecasts the subscribers of one renewal interval, and how it did on the renewals held out. */
export interface RetentionChoice {
  readonly renewalMonths: RenewalMonths;
  readonly model: 'sbg' | 'bdw';
  readonly heldOut: number;
  /** Predicted / actual renewals − 1; null where none was made. */
  readonly bias: number | null;
}

/** What active subscribers are worth. Money in major units. */
export interface SubscriptionForecast {
  /** By renewal interval; subscribers of other intervals are not in the forecast. */
  readonly models: readonly RetentionChoice[];
  /** Everyone at the cut; null without active subscribers. */
  readonly everyone: SubscriptionValue | null;
  /** Segments (`country:IE`) at the close date. */
  readonly scopes: ReadonlyMap<string, SubscriptionValue>;
}

/** A forecast, or the named reason why there is none; null where there are no subscriptions. */
export type SubscriptionOutcome =
  | SubscriptionForecast
  | { readonly refused: SubscriptionRefusal }
  | null;

export const isSubscriptionForecast = (
  outcome: SubscriptionOutcome,
): outcome is SubscriptionForecast => outcome !== null && !('refused' in outcome);
