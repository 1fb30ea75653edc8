import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import { TELLING_CENTS, TELLING_IDS } from './canaries.ts';

/** A buyer as the company knows them. Staff and guests do not exist here: a guest's order has no buyer. */
export interface Buyer {
  readonly id: string;
  readonly country: string;
  readonly channel: string;
}

/** Money in cents. `delivered`: the day from which the company's files hold the row. */
export interface ShopOrder {
  readonly id: string;
  readonly buyer: Buyer | null;
  readonly date: IsoDate;
  readonly delivered: IsoDate;
  readonly net: number;
  readonly discount: number;
  readonly shipping: number;
  readonly cogs: number;
  readonly fulfilment: number;
}

export interface ShopRefund {
  readonly id: string;
  readonly order: ShopOrder;
  readonly date: IsoDate;
  readonly delivered: IsoDate;
  readonly amount: number;
}

export interface ShopErasure {
  readonly buyer: Buyer;
  readonly date: IsoDate;
}

/** Everything that ever happens in a shop, and when its files tell of it. */
export interface AttackShop {
  readonly buyers: readonly Buyer[];
  readonly orders: readonly ShopOrder[];
  readonly refunds: readonly ShopRefund[];
  readonly erasures: readonly ShopErasure[];
  readonly spend: readonly {
    readonly date: IsoDate;
    readonly channel: string;
    readonly cents: number;
  }[];
}

export interface AttackShopSize {
  readonly seed: number;
  readonly customers: number;
  readonly from: IsoDate;
  /** Exclusive. */
  readonly to: IsoDate;
  /** Share of rows that the files tell of one to five weeks late. */
  readonly late: number;
  /** Erasure requests a week, from the first week of the last half year. */
  readonly erasuresAWeek: number;
}

/** Members and their shares: some are too few to show. */
const COUNTRIES = { IE: 45, DE: 25, FR: 14, NL: 11, LU: 3, MT: 2 };
const CHANNELS = { organic: 40, 'paid-search': 25, 'paid-social': 20, referral: 10, email: 5 };

type Random = () => number;

const upTo = (random: Random, n: number): number => Math.floor(random() * n);

function drawn(random: Random, shares: Readonly<Record<string, number>>): string {
  let left = random() * 100;
  for (const [member, share] of Object.entries(shares)) {
    left -= share;
    if (left < 0) return member;
  }
  return Object.keys(shares)[0] ?? '';
}

/** Draws a shop: one in eight comes back each week, one order in 150 is a whale's, one order in 25 is a guest's. */
export function attackShop(size: AttackShopSize): AttackShop {
  const random = minimalStandard(size.seed);
  const buyers = Array.from(
    { length: size.customers },
    (_, i): Buyer => ({
      id: TELLING_IDS[i] ?? `buyer-${size.seed}-${i}`,
      country: drawn(random, COUNTRIES),
      channel: drawn(random, CHANNELS),
    }),
  );
  const orders = buyers.flatMap((buyer, i) => ordersOf(buyer, i, { random, size }));
  const refunds = orders
    .filter(() => random() < 0.06)
    .map((order, i) => refundOf(order, i, { random, size }));
  return { buyers, orders, refunds, erasures: erasuresOf(orders, size), spend: spendOf(size) };
}

interface Drawing {
  readonly random: Random;
  readonly size: AttackShopSize;
}

const MOST_ORDERS = 40;

function ordersOf(buyer: Buyer, index: number, drawing: Drawing): ShopOrder[] {
  const { random, size } = drawing;
  const days = daysBetween(size.from, size.to);
  const orders: ShopOrder[] = [];
  let day = upTo(random, days);
  const rate = 0.02 + 0.3 * random() ** 2;
  while (day < days && orders.length < MOST_ORDERS) {
    const date = addDays(size.from, day);
    const known = random() < 0.04 ? null : buyer;
    orders.push(orderOn(date, { buyer: known, id: `order-${index}-${orders.length}` }, drawing));
    if (random() < 0.25) break;
    day += 1 + Math.floor((-Math.log(1 - random()) / rate) * 7);
  }
  return orders;
}

function orderOn(
  date: IsoDate,
  { buyer, id }: { readonly buyer: Buyer | null; readonly id: string },
  { random, size }: Drawing,
): ShopOrder {
  const whale = random() < 1 / 150 ? 30 : 1;
  const drawnNet = whale * (900 + upTo(random, 9_000));
  const net = id === 'order-0-0' ? TELLING_CENTS : drawnNet;
  return {
    id,
    buyer,
    date,
    delivered: deliveredOn(date, { random, size }),
    net,
    discount: random() < 0.3 ? upTo(random, 900) : 0,
    shipping: random() < 0.6 ? 495 : 0,
    cogs: Math.floor(net * (0.35 + 0.2 * random())),
    fulfilment: 150 + upTo(random, 300),
  };
}

function refundOf(order: ShopOrder, index: number, drawing: Drawing): ShopRefund {
  const date = addDays(order.date, 1 + upTo(drawing.random, 30));
  const part = drawing.random() < 0.5 ? 1 : drawing.random();
  const later = order.delivered > date ? order.delivered : date;
  return {
    id: `refund-${index}`,
    order,
    date,
    delivered: deliveredOn(later, drawing),
    amount: 1 + Math.floor((order.net - 1) * part),
  };
}

const deliveredOn = (date: IsoDate, { random, size }: Drawing): IsoDate =>
  random() < size.late ? addDays(date, 7 * (1 + upTo(random, 5))) : date;

/** Who has themselves erased has ordered before; every request is another's. */
function erasuresOf(orders: readonly ShopOrder[], size: AttackShopSize): ShopErasure[] {
  const first = addDays(size.to, -182);
  const known = [
    ...new Set(orders.flatMap(({ buyer, date }) => (date < first && buyer ? [buyer] : []))),
  ];
  const count = Math.min(26 * size.erasuresAWeek, known.length);
  return Array.from({ length: count }, (_, i) => ({
    buyer: known[Math.floor((i * known.length) / count)],
    date: addDays(first, 7 * Math.floor(i / size.erasuresAWeek) + 2),
  })).flatMap(({ buyer, date }) => (buyer ? [{ buyer, date }] : []));
}

function spendOf({ from, to }: AttackShopSize): AttackShop['spend'] {
  const costs = { 'paid-search': 3_100, 'paid-social': 2_700, email: 300, referral: 500 };
  const days = Array.from({ length: daysBetween(from, to) }, (_, day) => addDays(from, day));
  return days.flatMap((date, day) =>
    Object.entries(costs).map(([channel, cents]) => ({
      date,
      channel,
      cents: cents + ((day * 37) % 211),
    })),
  );
}
