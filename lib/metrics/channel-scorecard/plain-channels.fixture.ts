import { addDays, monthLabel, monthOf } from '#lib/units/calendar.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { generatedSpend } from '../../../test/fixtures/generated-spend.ts';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';

export const shop = generatedShop({ seed: 61, customers: 2000, ordersEach: 1 });
export const context = shopContext('2026-11-16');
export const spend = generatedSpend();
export const first = firstOrders(shop, context.asOf);
const lives = customerLives(shop, context.asOf);

/** Up to four touches of most customers; the channel follows from the place, the days from the customer. */
export const touches = [...first.values()].flatMap(({ customer, date }, i) =>
  Array.from({ length: i % 5 }, (_, place) => ({
    customer: customer ?? '',
    date: addDays(date, -40 + 10 * place + (i % 11)),
    at: `${addDays(date, -40 + 10 * place + (i % 11))} 06:00:00`,
    channel: ['search', 'social', 'search', 'mail'][(place + i) % 4] ?? '',
    paid: false,
  })),
);
/** The month that the report is about. */
export const month = monthLabel(context.month, 'month');

export const monthIn = (date: string) => monthLabel(monthOf(date, 'month'), 'month');
const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  2: [0.5, 0.5],
  3: [0.4, 0.2, 0.4],
  4: [0.4, 0.1, 0.1, 0.4],
};

/** Parts of a customer by channel: touches in the 30 days up to the first order, oldest first. */
export function partsOf(customer: string, entry: string, model: string): Map<string, number> {
  const own = touches
    .filter((touch) => touch.customer === customer)
    .filter(({ date }) => date <= entry && date >= addDays(entry, -30))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  if (own.length === 0) return new Map([['unattributed', 1]]);
  const parts = new Map<string, number>();
  own.forEach(({ channel }, i) => {
    const weight = {
      last: i === own.length - 1 ? 1 : 0,
      first: i === 0 ? 1 : 0,
      linear: 1 / own.length,
      position: WEIGHTS[own.length]?.[i] ?? 0,
    }[model];
    parts.set(channel, (parts.get(channel) ?? 0) + (weight ?? 0));
  });
  return parts;
}

export const spentOn = (month: string, channel: string | null) =>
  spend
    .filter((row) => row.purpose === 'acquisition' && monthIn(row.date) === month)
    .filter((row) => channel === null || row.channel === channel)
    .reduce((sum, { amount }) => sum + amount, 0);

/** What the part of search in each customer brought in: in the month, and of the April cohort by 180 days. */
export function earnedBy(model: string): { month: number; cohort: number } {
  const earned = { month: 0, cohort: 0 };
  for (const life of lives) {
    const { customer, date: entry } = life.entry;
    const part = partsOf(customer ?? '', entry, model).get('search') ?? 0;
    if (monthIn(entry) === month) earned.month += part * netSalesIn(month, customer);
    if (monthIn(entry) === '2026-04')
      earned.cohort += part * contributionOf(life, (date) => date < addDays(entry, 180));
  }
  return earned;
}

/** Less the refunds of that month. */
function netSalesIn(period: string, customer: string | null): number {
  const own = shop.orders.filter((order) => order.customer === customer && order.counts);
  const sold = own.filter(({ date }) => monthIn(date) === period);
  const back = shop.refunds.filter(
    ({ order, date }) => own.includes(order) && monthIn(date) === period,
  );
  const total = (sum: number, amount: number) => sum + amount;
  return (
    sold.map(({ net }) => net).reduce(total, 0) - back.map(({ amount }) => amount).reduce(total, 0)
  );
}
