/** What a value may be. A value outside `min` to `max` (both inclusive) is out of bounds. */
export interface Bound {
  readonly min?: number;
  readonly max?: number;
}

/** What the report becomes when a check is out of bounds: a note, PROVISIONAL, or HELD. */
export const SEVERITIES = ['hold', 'provisional', 'warn'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Bounds = Readonly<Partial<Record<Severity, Bound>>>;

/**
 * The limits of the data contract, checked worst first. Shares are fractions, times are days. Where the contract
 * sets single rows aside, the check warns from the first such row on.
 */
export const DEFAULT_BOUNDS = {
  freshness: { provisional: { max: 1 }, hold: { max: 8 } },
  'calendar-cover': { hold: { max: 0 } },
  'spend-freshness': { provisional: { max: 1 } },
  'quarantine-share': { provisional: { max: 0.005 }, hold: { max: 0.02 } },
  volume: { provisional: { min: 0.7, max: 1.5 }, hold: { min: 0.3 } },
  'duplicate-content': { warn: { max: 0.001 }, hold: { max: 0.01 } },
  'amount-sign': { warn: { max: 0 } },
  'currency-known': { warn: { max: 0 }, hold: { max: 0.005 } },
  'ref-customer': { provisional: { min: 0.99 } },
  'ref-order': { provisional: { min: 0.995 } },
  'refund-limit': { warn: { max: 0 }, hold: { max: 0.001 } },
  'ledger-tie': { hold: { max: 0.001 } },
  'left-censored': { warn: { max: 0 } },
  'guest-share': { warn: { max: 0.05 }, provisional: { max: 0.2 } },
  'consent-known': { warn: { max: 0 } },
  'unread-consents': { hold: { max: 0 } },
  'unread-erasures': { hold: { max: 0 } },
  'merge-cycle': { warn: { max: 0 } },
  'membership-overlap': { warn: { max: 0 } },
  'mrr-continuity': { warn: { max: 0 }, hold: { max: 0.001 } },
  'attribution-sum': { warn: { max: 0 } },
  'survey-scale': { warn: { max: 0 } },
} as const satisfies Readonly<Record<string, Bounds>>;

export type CheckId = keyof typeof DEFAULT_BOUNDS;

/** Days before the cut that checks of single rows look back on. */
export const RECENT_DAYS = 56;

/** Days and weeks that usually bring fewer orders than this are too noisy to compare (3 standard deviations at 30 %). */
export const VOLUME_MINIMUM_ORDERS = 100;
