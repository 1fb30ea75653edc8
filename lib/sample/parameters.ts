import type { BgNbdParameters } from '#lib/models/bg-nbd/parameters.ts';
import type { GammaGammaParameters } from '#lib/models/gamma-gamma/parameters.ts';

/** Spend per new customer by cost type, in EUR at the end of the history. */
type AcquisitionCost = Readonly<
  Partial<Record<'media' | 'agency' | 'salary' | 'promo' | 'referral', number>>
>;

/** An entry channel with everything that differs by it. */
export interface Channel {
  readonly channel: string;
  readonly share: number;
  readonly isPaid: boolean;
  /** In weeks. */
  readonly purchase: BgNbdParameters;
  /** Of an order's net amount, in major units of its currency. */
  readonly value: GammaGammaParameters;
  readonly cost: AcquisitionCost;
}

export interface Country {
  readonly country: string;
  readonly share: number;
  readonly currency: 'EUR' | 'GBP';
  readonly taxRate: number;
}

/** Mean orders a customer makes by the end of the history under the parameters below, measured at 1,000,000 customers. */
export const DEFAULT_ORDERS_PER_CUSTOMER = 6.2;

const CHANNELS: readonly Channel[] = [
  {
    channel: 'organic',
    share: 0.34,
    isPaid: false,
    purchase: { r: 0.9, alpha: 4.5, a: 0.6, b: 4 },
    value: { p: 6, q: 4, gamma: 26 },
    cost: { salary: 9 },
  },
  {
    channel: 'paid-social',
    share: 0.28,
    isPaid: true,
    purchase: { r: 0.8, alpha: 6, a: 0.95, b: 3.5 },
    value: { p: 6, q: 4, gamma: 20 },
    cost: { media: 34, agency: 4, salary: 3, promo: 4 },
  },
  {
    channel: 'paid-search',
    share: 0.2,
    isPaid: true,
    purchase: { r: 0.85, alpha: 5.2, a: 0.75, b: 3.8 },
    value: { p: 6, q: 4, gamma: 24 },
    cost: { media: 30, agency: 4, salary: 3 },
  },
  {
    channel: 'referral',
    share: 0.1,
    isPaid: false,
    purchase: { r: 1, alpha: 4.2, a: 0.55, b: 4.2 },
    value: { p: 6, q: 4, gamma: 28 },
    cost: { referral: 16, salary: 2 },
  },
  {
    channel: 'email',
    share: 0.08,
    isPaid: false,
    purchase: { r: 0.9, alpha: 4.8, a: 0.65, b: 4 },
    value: { p: 6, q: 4, gamma: 25 },
    cost: { media: 6, salary: 5 },
  },
];

/** The last two are so small that a report must withhold them. */
export const COUNTRIES: readonly Country[] = [
  { country: 'IE', share: 0.44, currency: 'EUR', taxRate: 0.23 },
  { country: 'GB', share: 0.16, currency: 'GBP', taxRate: 0.2 },
  { country: 'DE', share: 0.15, currency: 'EUR', taxRate: 0.19 },
  { country: 'FR', share: 0.13, currency: 'EUR', taxRate: 0.2 },
  { country: 'NL', share: 0.11, currency: 'EUR', taxRate: 0.21 },
  { country: 'LU', share: 0.007, currency: 'EUR', taxRate: 0.17 },
  { country: 'MT', share: 0.003, currency: 'EUR', taxRate: 0.18 },
];

/** Factors of January to December with mean 1, interpolated between the middles of the months. */
export const SEASON = {
  acquisition: [0.88, 0.87, 0.92, 0.95, 0.95, 0.92, 0.88, 0.88, 0.98, 1.07, 1.33, 1.37],
  purchase: [0.95, 0.93, 0.97, 0.98, 0.98, 0.97, 0.94, 0.93, 0.98, 1.03, 1.17, 1.17],
} as const;

/** New customers a day at the end of the history, as a multiple of its start. */
export const ACQUISITION_GROWTH = 3;

/** Growth a year of what a new customer costs; `Channel.cost` holds at the end of the history. */
export const COST_INFLATION = 0.08;

/** Money of an order; amounts in minor units of its currency. */
export const MONEY = {
  discountShare: 0.25,
  discountOfGross: [0.05, 0.2],
  freeShippingFrom: 5000,
  shippingCharged: 495,
  cogsOfGross: [0.4, 0.48],
  fulfilmentBase: [320, 500],
  fulfilmentOfGross: 0.03,
  paymentFeeBase: 25,
  paymentFeeOfTotal: 0.014,
} as const;

export const ORDERS = {
  cancelledShare: 0.008,
  testShare: 0.0005,
  guestOrdersPerCustomer: 0.05,
  /** Repeat orders that come through the entry channel; the rest come by e-mail and organic. */
  sameChannelShare: 0.7,
} as const;

export const REFUNDS = {
  share: 0.06,
  fullShare: 0.7,
  partOfNet: [0.2, 0.6],
  delayDays: [3, 35],
} as const;

export const SUBSCRIPTIONS = {
  share: 0.24,
  monthlyChurn: 0.03,
  monthlyUpgrade: 0.02,
  monthlyDowngrade: 0.008,
  price: { small: 990, large: 1990 },
  requestedDaysBeforeEnd: 12,
} as const;

/** Cash burnt a month for each customer of the whole history, in euro cents. */
export const BURN = { perCustomerMonth: [350, 550] } as const;

/** Of those in the club, each month from the second on. Who fails to pay is past due before the end. */
export const CLUB = {
  share: 0.45,
  prices: [790, 1290, 1990],
  monthlyChurn: 0.05,
  monthlyUpgrade: 0.06,
  monthlyDowngrade: 0.055,
  reasons: [
    { reason: 'payment-failed', share: 0.42 },
    { reason: 'unused', share: 0.3 },
    { reason: 'price', share: 0.2 },
    { reason: 'switched', share: 0.08 },
  ],
  pastDueDays: 14,
  returnShare: 0.6,
  returnDays: [40, 150],
} as const;

/** Chats about an order beside the tickets; those asked again come within the week. */
export const CHATS = {
  ofOrders: 0.16,
  afterDays: [1, 6],
  askedAgain: 0.25,
  againDays: [1, 5],
  costAMinute: 40,
  categories: [
    { category: 'delivery-delay', share: 0.44 },
    { category: 'return-question', share: 0.2 },
    { category: 'damaged-item', share: 0.14 },
    { category: 'invoice-address', share: 0.12 },
    { category: 'login', share: 0.1 },
  ],
} as const;

/** Of orders, or of quarters of a customer's life, that are followed by an invitation; and of invitations, by an answer. */
export const SURVEYS = {
  'after-order': { invited: 0.7, answered: 0.35, delayDays: 7, restDays: 28 },
  relationship: { invited: 0.8, answered: 0.35, delayDays: 30, restDays: 91 },
} as const;

/**
 * The channels with rates scaled so that a customer makes about `ordersPerCustomer` orders. Buying s times as often (alpha / s) with
 * about 1 / s the chance to leave after a purchase (b × s) keeps the length of a customer's life.
 */
export function scaledChannels(ordersPerCustomer: number): readonly Channel[] {
  const scale = (ordersPerCustomer - 1) / (DEFAULT_ORDERS_PER_CUSTOMER - 1);
  return CHANNELS.map((channel) => {
    const { r, alpha, a, b } = channel.purchase;
    return { ...channel, purchase: { r, alpha: alpha / scale, a, b: b * scale } };
  });
}
