import type { Grain, SubscriptionMeasure } from './subscription-movements.ts';

/** One measure of a window is the sum of others, customer by customer. */
interface WindowIdentity {
  readonly total: SubscriptionMeasure;
  readonly parts: readonly SubscriptionMeasure[];
}

const identity = (
  total: SubscriptionMeasure,
  ...parts: readonly SubscriptionMeasure[]
): WindowIdentity => ({ total, parts });

/** Two closes tell what changed between them, and about whom. */
const BETWEEN_CLOSES = [
  identity('closing', 'opening', 'change'),
  identity('closing-subscribers', 'opening-subscribers', 'subscribers-change'),
];

const LOSSES = [identity('opening', 'retained', 'loss'), identity('loss', 'contraction', 'churn')];

/** How the measures of a window add up. Together those of a month say: opening + gains - losses + FX = closing. */
export const WINDOW_IDENTITIES: Readonly<Record<Grain, readonly WindowIdentity[]>> = {
  month: [
    ...BETWEEN_CLOSES,
    ...LOSSES,
    identity('gain', 'new', 'reactivation', 'expansion'),
    identity('closing', 'retained', 'gain', 'fx'),
    identity('opening-subscribers', 'stayed', 'churned'),
    identity('closing-subscribers', 'stayed', 'new-subscribers', 'reactivated'),
    identity('churned', 'voluntary', 'involuntary', 'unknown-reason'),
    identity('joined', 'new-subscribers', 'reactivated', 'joined-lost'),
    identity('lost', 'churned', 'lost-again'),
    identity('lost-again', 'joined-lost', 'lost-back'),
    identity('exposed', 'opening-subscribers', 'joined'),
    identity('exposed', 'lost', 'not-lost'),
  ],
  quarter: BETWEEN_CLOSES,
  year: [
    ...BETWEEN_CLOSES,
    ...LOSSES,
    identity('closing', 'retained', 'expansion', 'fx', 'returned', 'reactivation', 'new'),
  ],
};
