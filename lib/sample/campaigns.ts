/** The loyalty programme: who joins, when tiers begin, and what becomes of points, one for each whole euro or pound. */
export const LOYALTY = {
  memberShare: 0.5,
  tiers: [
    { tier: 'bronze', fromOrder: 1 },
    { tier: 'silver', fromOrder: 4 },
    { tier: 'gold', fromOrder: 9 },
  ],
  /** Orders of a member that use up the balance, in steps of `redeemedBy` points. */
  redeemShare: 0.2,
  redeemedBy: 25,
  lifeDays: 365,
  /** Minor units of EUR. */
  pointValue: 1,
} as const;

const STAGES: readonly string[] = ['awareness', 'consideration', 'purchase', 'loyalty', 'advocacy'];

/** The way to a customer and beyond; visitors come around each first order and never order. */
export const JOURNEY = {
  stages: STAGES,
  windowDays: 90,
  visitorsPerCustomer: 3,
  considering: 0.45,
  skippedConsideration: 0.1,
  advocates: 0.4,
} as const;

export interface Experiment {
  readonly id: string;
  /** Days from the end of the history; below 0 is before it. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Days after the assignment in which an order counts. */
  readonly days: number;
  readonly plannedPerCustomer: number;
  /** Of those who order in time the variant has (1 + pull) / (1 - pull) times as many as the control: the true effect. */
  readonly pull: number;
  /** Customers who order in time per customer who does not, which keeps the parts even. */
  readonly odds: number;
}

/** The first has reached its planned size and is over; the second still runs, without an effect. */
export const EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'free-returns',
    fromDay: -56,
    toDay: -35,
    days: 28,
    plannedPerCustomer: 0.6,
    pull: 0.2,
    odds: 0.22,
  },
  {
    id: 'early-access',
    fromDay: -10,
    toDay: 25,
    days: 28,
    plannedPerCustomer: 2,
    pull: 0,
    odds: 0.22,
  },
];
