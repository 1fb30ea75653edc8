import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { AttackShop, ShopErasure, ShopOrder, ShopRefund } from './attack-shop.ts';

/** What the company's files hold on a Monday morning. */
export interface Delivery {
  readonly asOf: IsoDate;
  readonly orders: readonly ShopOrder[];
  readonly refunds: readonly ShopRefund[];
  readonly erasures: readonly ShopErasure[];
  readonly shop: AttackShop;
}

export function deliveryOn(shop: AttackShop, asOf: IsoDate): Delivery {
  const isThere = ({ date, delivered }: { readonly date: IsoDate; readonly delivered: IsoDate }) =>
    date < asOf && delivered <= asOf;
  const orders = shop.orders.filter(isThere);
  const known = new Set(orders);
  return {
    shop,
    asOf,
    orders,
    refunds: shop.refunds.filter((refund) => isThere(refund) && known.has(refund.order)),
    erasures: shop.erasures.filter(({ date }) => date < asOf),
  };
}

/** Cents as a file writes them. */
export const moneyText = (amount: number): string => (amount / 100).toFixed(2);

const CONFIGURATION = `version: 1
business: { name: Example Shop, currency: EUR, timeZone: UTC }
sources:
  orders: { files: orders.csv, historyComplete: true }
  refunds: { files: refunds.csv }
  customers: { files: customers.csv }
  erasures: { files: erasures.csv }
  marketing_spend: { files: marketing_spend.csv }
reports:
  - id: weekly
    title: Customer value report
    segments: [country, channel]
    cohorts: { ages: 6 }
    recipients: { finance: [finance@example.com] }
mail: { from: reports@example.com, domains: [example.com], owner: controlling@example.com }
`;

/** Writes the files of a delivery with their configuration; returns its path. */
export async function writeDelivery(delivery: Delivery, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const table = (name: string, rows: readonly (readonly string[])[]) =>
    writeFile(join(folder, `${name}.csv`), `${rows.map((row) => row.join(',')).join('\n')}\n`);
  await Promise.all([
    table('orders', ordersTable(delivery)),
    table('refunds', refundsTable(delivery)),
    table('customers', [
      ['customer_id', 'country'],
      ...[...buyersOf(delivery)].map(({ id, country }) => [id, country]),
    ]),
    table('erasures', [
      ['request_id', 'customer_id', 'requested_at'],
      ...delivery.erasures.map(({ buyer, date }, i) => [
        `request-${i}`,
        buyer.id,
        `${date}T08:00:00Z`,
      ]),
    ]),
    table('marketing_spend', [
      ['spend_date', 'channel', 'amount', 'currency'],
      ...delivery.shop.spend
        .filter(({ date }) => date < delivery.asOf)
        .map(({ date, channel, cents }) => [date, channel, moneyText(cents), 'EUR']),
    ]),
  ]);
  const path = join(folder, 'tenure.yaml');
  await writeFile(path, CONFIGURATION);
  return path;
}

const buyersOf = ({ orders }: Delivery) =>
  new Set(orders.flatMap(({ buyer }) => (buyer === null ? [] : [buyer])));

const ordersTable = ({ orders }: Delivery): string[][] => [
  'order_id customer_id ordered_at currency net_amount discount_amount shipping_charged cogs_amount fulfilment_cost channel'.split(
    ' ',
  ),
  ...orders.map(({ id, buyer, date, net, discount, shipping, cogs, fulfilment }) => [
    ...[id, buyer?.id ?? '', `${date}T12:00:00Z`, 'EUR'],
    ...[net, discount, shipping, cogs, fulfilment].map(moneyText),
    buyer?.channel ?? 'organic',
  ]),
];

const refundsTable = ({ refunds }: Delivery): string[][] => [
  ['refund_id', 'order_id', 'refunded_at', 'amount', 'currency'],
  ...refunds.map(({ id, order, date, amount }) => [
    id,
    order.id,
    `${date}T18:00:00Z`,
    moneyText(amount),
    'EUR',
  ]),
];
