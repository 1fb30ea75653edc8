import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { AttackShop, Buyer } from '../shop/attack-shop.ts';
import { type Delivery, moneyText } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { firstOrders, lastDay } from './first-orders.ts';
import { comparedMonths, endOf } from './months.ts';
import type { Section } from './section.ts';
import { readSubscriptions } from './subscriptions-reading.ts';

/** One change of what a customer pays a month, in cents. */
interface Change {
  readonly buyer: Buyer;
  readonly date: IsoDate;
  readonly before: number;
  readonly after: number;
  readonly reason: string;
}

const PRICES = [990, 1990, 3990];
const REASONS = ['too-expensive', 'payment-failed', 'unused'];

/** Half of the buyers subscribe; of a month one in 25 ends, one in 12 changes, and a third of those who ended return. */
function changesOf({ orders }: AttackShop, to: IsoDate): Change[] {
  const random = minimalStandard(83);
  return [...firstOrders(orders)].flatMap(([buyer, entry]) => {
    if (random() > 0.6) return [];
    const one = PRICES[Math.floor(random() * PRICES.length)] ?? 990;
    const price = random() < 0.01 ? 60 * one : one;
    return life({ buyer, entry: addDays(entry, Math.floor(random() * 60)), price, to }, random);
  });
}

interface Start {
  readonly buyer: Buyer;
  readonly entry: IsoDate;
  readonly price: number;
  readonly to: IsoDate;
}

function life({ buyer, entry, price, to }: Start, random: () => number): Change[] {
  const changes: Change[] = [];
  let pays = 0;
  for (let date = entry; date < to; date = addDays(date, 20 + Math.floor(random() * 20))) {
    const [fate, way] = [random(), random()];
    const after = nextPrice({ pays, price, isFirst: changes.length === 0 }, fate, way);
    if (after === pays) continue;
    const reason = after === 0 ? (REASONS[Math.floor(way * REASONS.length)] ?? '') : '';
    changes.push({ buyer, date, before: pays, after, reason });
    pays = after;
  }
  return changes;
}

function nextPrice(
  {
    pays,
    price,
    isFirst,
  }: { readonly pays: number; readonly price: number; readonly isFirst: boolean },
  fate: number,
  way: number,
): number {
  if (pays === 0) return isFirst || fate < 0.2 ? price : 0;
  if (fate < 0.04) return 0;
  if (fate > 0.12) return pays;
  return way < 0.6 ? pays + 500 : Math.max(pays - 300, 490);
}

const HEADER = [
  ...['subscription_id', 'customer_id', 'effective_at', 'mrr_before', 'mrr_after', 'currency'],
  ...['interval', 'status', 'ended_at', 'reason'],
];

const delivered = ({ shop, asOf, orders }: Delivery): Change[] => {
  const buyers = new Set(orders.map(({ buyer }) => buyer));
  return changesOf(shop, lastDay(shop.orders)).filter(
    ({ buyer, date }) => buyers.has(buyer) && date < asOf,
  );
};

/** What a customer pays at two closes, and whether they had ever paid before the first. */
interface Between {
  readonly opening: number;
  readonly closing: number;
  readonly wasSubscriber: boolean;
  readonly reason: string;
  readonly ended: boolean;
  readonly began: boolean;
}

function between(changes: readonly Change[], month: string): Between {
  const [opens, ends] = [`${month}-01`, endOf(month)];
  const before = changes.filter(({ date }) => date < opens);
  const within = changes.filter(({ date }) => date >= opens && date < ends);
  const opening = before.at(-1)?.after ?? 0;
  const last = within.findLast(({ after }) => after === 0);
  return {
    opening,
    closing: within.at(-1)?.after ?? opening,
    wasSubscriber: before.length > 0,
    reason:
      last === undefined ? '' : last.reason === 'payment-failed' ? 'involuntary' : 'voluntary',
    ended: last !== undefined,
    began: opening === 0 && within.some(({ after }) => after > 0),
  };
}

function movementOf({ opening, closing, wasSubscriber }: Between): string {
  if (opening === 0) return wasSubscriber ? 'reactivation' : 'new';
  if (closing === 0) return 'churn';
  return closing > opening ? 'expansion' : 'contraction';
}

function actsOf(buyer: Buyer, changes: readonly Change[], month: string): Act[] {
  const at = between(changes, month);
  const { opening, closing, ended, began, reason } = at;
  const act = (measure: string, amount: number, tags: Act['tags'] = {}): Act[] =>
    amount === 0 ? [] : [{ buyer, measure, period: month, tags, amount }];
  const count = (measure: string, holds: boolean, tags: Act['tags'] = {}) =>
    act(measure, Number(holds), tags);
  const isLost = opening > 0 && closing === 0;
  return [
    ...act('recurring-revenue', closing, { at: 'close' }),
    ...act('recurring-revenue', opening, { at: 'open' }),
    ...count('subscribing-customers', closing > 0, { at: 'close' }),
    ...count('subscribing-customers', opening > 0, { at: 'open' }),
    ...act('higher-revenue', Math.max(opening, closing)),
    ...count('either-subscribing-customers', opening > 0 || closing > 0),
    ...(opening === closing
      ? []
      : act('moved-revenue', Math.abs(closing - opening), { part: movementOf(at) })),
    ...count('new-subscribing-customers', opening === 0 && closing > 0, {
      part: movementOf(at),
    }),
    ...count('churned-customers', isLost, { reason }),
    ...count('kept-customers', opening > 0 && closing > 0),
    ...count('ended-customers', ended, { standard: isLost ? 'lost' : 'other' }),
    ...count('exposed-customers', opening > 0 || began),
    ...count('beginning-customers', began),
  ];
}

/** What subscribers pay, how it moved, and who left. */
export const subscriptions: Section = {
  name: 'subscriptions',
  files: (delivery) => ({
    subscriptions: [
      HEADER,
      ...delivered(delivery).map(({ buyer, date, before, after, reason }) => [
        ...[`subscription-${buyer.id}`, buyer.id, `${date}T12:00:00Z`],
        ...[moneyText(before), moneyText(after), 'EUR', 'month', after === 0 ? 'ended' : 'active'],
        ...(after === 0 ? [`${date}T12:00:00Z`, reason] : ['', '']),
      ]),
    ],
  }),
  read: readSubscriptions,
  acts: (delivery) => {
    const entries = entriesOf(delivery);
    const own = groupBy(delivered(delivery), ({ buyer }) => buyer);
    return [...own].flatMap(([buyer, changes]) =>
      entries.has(buyer)
        ? comparedMonths(delivery.asOf).flatMap((month) => actsOf(buyer, changes, month))
        : [],
    );
  },
};
