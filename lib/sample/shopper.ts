import { simulatePurchaseTimes } from '#lib/models/bg-nbd/simulate.ts';
import type { Random } from '#lib/numerics/random-from.ts';
import { sampleGamma } from '#lib/numerics/sample-gamma.ts';
import { between, pick } from './draw.ts';
import type { Buyer, History, Order } from './history.ts';
import { type Channel, COUNTRIES, MONEY, ORDERS, SEASON } from './parameters.ts';
import { dailyFactors, SeasonalClock } from './season.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const OPENS = 7 * 3600;
const OPEN_SECONDS = 17 * 3600;

/**
 * Simulates buyers one after another. Purchases follow BG/NBD on the seasonal clock, net amounts follow Gamma-Gamma. Histories are reused: use one before the next.
 */
export class Shopper {
  readonly #channels: readonly Channel[];
  readonly #random: Random;
  readonly #clock: SeasonalClock;
  readonly #orders: Order[] = [];
  readonly #spare: Order[] = [];
  #customers = 0;
  #numbers = 0;

  constructor(calendar: ShopCalendar, channels: readonly Channel[], random: Random) {
    this.#channels = channels;
    this.#random = random;
    this.#clock = new SeasonalClock(dailyFactors(calendar, SEASON.purchase));
  }

  /** All orders of a new customer whose first order comes at `time`, in days since the shop's first. */
  customer(time: number): History {
    const buyer = this.#newBuyer(this.#customers);
    this.#customers += 1;
    const rate = this.#valueRate(buyer.channel);
    const start = this.#clock.read(time);
    const weeks = (this.#clock.end - start) / 7;
    this.#clear();
    this.#order(buyer, time, rate);
    for (const week of simulatePurchaseTimes(buyer.channel.purchase, weeks, this.#random))
      this.#order(buyer, this.#clock.timeOf(start + 7 * week), rate);
    return { buyer, orders: this.#orders };
  }

  /** One order without a customer. */
  guest(time: number): History {
    const buyer = this.#newBuyer(null);
    this.#clear();
    this.#order(buyer, time, this.#valueRate(buyer.channel));
    return { buyer, orders: this.#orders };
  }

  /** One guest order in pounds on `day`, and nothing else. */
  poundGuest(day: number): History {
    const drawn = this.#newBuyer(null);
    const country = COUNTRIES.find(({ currency }) => currency === 'GBP') ?? drawn.country;
    this.#clear();
    const order = this.#order({ ...drawn, country }, day + 0.5, this.#valueRate(drawn.channel));
    order.status = 'paid';
    order.isTest = false;
    return { buyer: { ...drawn, country }, orders: this.#orders };
  }

  #newBuyer(number: number | null): Buyer {
    const channel = pick(this.#channels, this.#random());
    return { number, channel, country: pick(COUNTRIES, this.#random()) };
  }

  #valueRate(channel: Channel): number {
    return sampleGamma(channel.value.q, this.#random) / (100 * channel.value.gamma);
  }

  #clear(): void {
    while (this.#orders.length > 0) {
      const order = this.#orders.pop();
      if (order) this.#spare.push(order);
    }
  }

  /** `valueRate` is the rate of the net amount's gamma, per minor unit. */
  #order(buyer: Buyer, time: number, valueRate: number): Order {
    const order = this.#spare.pop() ?? blankOrder();
    const isFirst = this.#orders.length === 0;
    const { p } = buyer.channel.value;
    order.number = this.#numbers;
    this.#numbers += 1;
    order.day = Math.floor(time);
    order.second = OPENS + Math.floor((time - order.day) * OPEN_SECONDS);
    order.channel = isFirst ? buyer.channel.channel : this.#repeatChannel(buyer);
    order.net = Math.max(100, Math.round(sampleGamma(p, this.#random) / valueRate));
    drawStatus(order, this.#random());
    drawMoney(order, buyer.country.taxRate, this.#random);
    this.#orders.push(order);
    return order;
  }

  #repeatChannel(buyer: Buyer): string {
    const u = this.#random();
    if (u < ORDERS.sameChannelShare) return buyer.channel.channel;
    return u < (2 + ORDERS.sameChannelShare) / 3 ? 'email' : 'organic';
  }
}

function drawStatus(order: Order, u: number): void {
  order.status = u < ORDERS.cancelledShare ? 'cancelled' : 'paid';
  order.isTest = u > 1 - ORDERS.testShare;
}

function drawMoney(order: Order, taxRate: number, random: Random): void {
  const { net } = order;
  const u = random();
  const discountRate =
    u < MONEY.discountShare ? between(MONEY.discountOfGross, u / MONEY.discountShare) : 0;
  order.discount = Math.round((net * discountRate) / (1 - discountRate));
  const gross = net + order.discount;
  order.shipping = net >= MONEY.freeShippingFrom ? 0 : MONEY.shippingCharged;
  order.tax = Math.round((net + order.shipping) * taxRate);
  order.cogs = Math.round(gross * between(MONEY.cogsOfGross, random()));
  order.fulfilment = Math.round(
    between(MONEY.fulfilmentBase, random()) + gross * MONEY.fulfilmentOfGross,
  );
  order.paymentFee = Math.round(
    MONEY.paymentFeeBase + (net + order.shipping + order.tax) * MONEY.paymentFeeOfTotal,
  );
}

const blankOrder = (): Order => ({
  number: 0,
  day: 0,
  second: 0,
  channel: '',
  status: 'paid',
  isTest: false,
  net: 0,
  discount: 0,
  shipping: 0,
  tax: 0,
  cogs: 0,
  fulfilment: 0,
  paymentFee: 0,
});
