import { addDays } from '#lib/units/calendar.ts';
import { minimalStandard } from '../fixtures/generated-shop.ts';
import type { ShopFolder } from './shop-folder.ts';

/** The shop of the margin tests: three currencies, own and daily rates, part refunds. */
export const AS_OF = '2024-11-18';
export const WEEK = { from: '2024-11-11', label: '2024-W46' };
const MEMBERS = 60;
const CURRENCIES = ['EUR', 'USD', 'GBP'] as const;

/** Money in hundredths of its currency. */
interface Order {
  readonly id: string;
  readonly customer: string;
  readonly date: string;
  readonly currency: string;
  readonly net: number;
  readonly discount: number;
  readonly shipping: number;
  readonly cogs: number;
  readonly fulfilment: number;
  readonly fee: number;
  /** Rate on the order itself, in hundred-millionths; null takes the day's. */
  readonly rate: number | null;
}

const random = minimalStandard(11);
const upTo = (n: number) => Math.floor(random() * n);

/** Everyone orders first in September, again in the reported week, and every third once more after the cut. */
const orders = Array.from({ length: MEMBERS }, (_, i) => i).flatMap((i) =>
  [addDays('2024-09-01', upTo(28)), addDays(WEEK.from, upTo(7)), addDays(AS_OF, upTo(3))]
    .slice(0, i % 3 === 0 ? 3 : 2)
    .map(
      (date, n): Order => ({
        id: `o${i}-${n}`,
        customer: `c${i}`,
        date,
        currency: CURRENCIES[i % 3] ?? '',
        net: 3_000 + upTo(4_000),
        discount: upTo(300),
        shipping: n * 495,
        cogs: 1_000 + upTo(500),
        fulfilment: 200 + upTo(99),
        fee: 30 + upTo(20),
        rate: i % 7 === 1 ? 90_000_000 + upTo(9_999_999) : null,
      }),
    ),
);
/** In the reported week a third of the September orders come back in part. */
const refunds = orders
  .filter(({ id }, i) => id.endsWith('-0') && i % 2 === 0)
  .map((order) => ({ order, date: addDays(WEEK.from, upTo(7)), amount: 500 + upTo(1_000) }));

/** Hundred-millionths of the reporting currency for a unit of another on a day. */
const rates = new Map<string, number>();
for (let day = '2024-09-01'; day < '2024-11-25'; day = addDays(day, 1))
  for (const currency of CURRENCIES) rates.set(`${currency} ${day}`, 80_000_000 + upTo(50_000_000));

export interface Basis {
  readonly basis: 'costs' | 'assumed' | 'revenue';
  readonly currency: 'EUR' | 'JPY';
  /** Minor units of a hundredth of a unit of money: 1 with cents, 1/100 without. */
  readonly minor: number;
  readonly margin: string;
  readonly costs: boolean;
}

export const BASES: readonly Basis[] = [
  { basis: 'costs', currency: 'EUR', minor: 1, margin: '', costs: true },
  { basis: 'costs', currency: 'JPY', minor: 100, margin: ', margin: 0.35', costs: true },
  { basis: 'assumed', currency: 'EUR', minor: 1, margin: ', margin: 0.35', costs: false },
  { basis: 'revenue', currency: 'EUR', minor: 1, margin: '', costs: false },
];

/** Minor units of the reporting currency, half away from zero, in whole numbers all the way. */
function minorOf(
  hundredths: number,
  { currency, date, rate }: Order,
  { currency: own, minor }: Basis,
): number {
  if (currency === own) return hundredths;
  const at = BigInt(rate ?? rates.get(`${currency} ${date}`) ?? 0);
  const scale = 100_000_000n * BigInt(minor);
  return Number((2n * BigInt(hundredths) * at + scale) / (2n * scale));
}

const share = (minor: number): number => Number((2n * BigInt(minor) * 35n + 100n) / 200n);

const decimal = (hundredths: number): string => (hundredths / 100).toFixed(2);

/** Orders and rates as this basis has them, with a configuration of that name. */
export async function writeShop(folder: ShopFolder, how: Basis): Promise<string> {
  const name = `${how.basis}-${how.currency}`;
  const rows = orders.map((order) => ({
    order_id: order.id,
    customer_id: order.customer,
    ordered_at: `${order.date}T12:00:00Z`,
    currency: order.currency,
    net_amount: decimal(order.net),
    discount_amount: decimal(order.discount),
    shipping_charged: decimal(order.shipping),
    fx_rate: order.rate === null ? null : (order.rate / 1e8).toFixed(8),
    ...(how.costs
      ? {
          cogs_amount: decimal(order.cogs),
          fulfilment_cost: decimal(order.fulfilment),
          payment_fee: decimal(order.fee),
        }
      : {}),
  }));
  await folder.writeRows(`${name}-orders.csv`, rows);
  const spot = [...rates].map(([key, rate]) => ({ key, rate, kind: 'spot' }));
  const average = spot.map(({ key }) => ({ key, rate: 300_000_000, kind: 'avg' }));
  const quoted = [...spot, ...average].map(({ key, rate, kind }) => ({
    rate_date: key.slice(4),
    base: key.slice(0, 3),
    quote: how.currency,
    rate: (rate / 1e8).toFixed(8),
    kind,
  }));
  await folder.writeRows(
    `${name}-rates.csv`,
    quoted.filter(({ base, quote }) => base !== quote),
  );
  await folder.write(
    `${name}.yaml`,
    `version: 1
business: { name: Example Shop, currency: ${how.currency}${how.margin} }
sources:
  orders: { files: ${name}-orders.csv, historyComplete: true }
  refunds: { files: refunds.csv }
  fx_rates: { files: ${name}-rates.csv }
reports:
  - { id: weekly, title: Customer value report, cohorts: { ages: 2 } }
privacy: { k: 5 }
`,
  );
  return name;
}

/** Sums of rounded minor units, and what is left of them on a basis. */
function added(some: readonly Order[], how: Basis) {
  const sum = { discounts: 0, net: 0, shipping: 0, cogs: 0, fulfilment: 0, contribution: 0 };
  for (const order of some) {
    const net = minorOf(order.net, order, how);
    const shipping = minorOf(order.shipping, order, how);
    const cogs = minorOf(order.cogs, order, how);
    const fulfilment = minorOf(order.fulfilment + order.fee, order, how);
    sum.discounts += minorOf(order.discount, order, how);
    sum.net += net;
    sum.shipping += shipping;
    sum.cogs += cogs;
    sum.fulfilment += fulfilment;
    const left = {
      costs: net + shipping - cogs - fulfilment,
      assumed: share(net),
      revenue: net,
    };
    sum.contribution += left[how.basis];
  }
  return sum;
}

/** The ladder of the reported week, and the contribution a member of the September cohort brought in 30 days. */
export function plainFigures(how: Basis) {
  const week = added(
    orders.filter(({ date }) => date >= WEEK.from && date < AS_OF),
    how,
  );
  const cohort = added(
    orders.filter(({ date }) => date < '2024-10-01'),
    how,
  );
  let [returned, lost] = [0, 0];
  for (const { order, amount } of refunds) {
    const back = minorOf(amount, order, how);
    returned += back;
    lost += how.basis === 'assumed' ? share(back) : back;
  }
  const contribution = week.contribution - lost;
  return { ...week, refunds: returned, contribution, cohort: cohort.contribution / MEMBERS };
}

/** The refunds, which are the same on every basis. */
export const writeRefunds = (folder: ShopFolder): Promise<void> =>
  folder.writeRows(
    'refunds.csv',
    refunds.map(({ order, date, amount }, i) => ({
      refund_id: `r${i}`,
      order_id: order.id,
      refunded_at: `${date}T15:00:00Z`,
      amount: decimal(amount),
      currency: order.currency,
    })),
  );
