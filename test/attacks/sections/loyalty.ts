import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { AttackShop, Buyer } from '../shop/attack-shop.ts';
import type { Delivery } from '../shop/delivery.ts';
import { entriesOf, movementsOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { firstOrders } from './first-orders.ts';
import { NONE, readLoyalty } from './loyalty-reading.ts';
import { comparedMonths, endOf, monthOfDay, quarterCloses } from './months.ts';
import type { Section } from './section.ts';

/** A stretch of days in a tier; `to` is exclusive, null while it lasts. */
interface Stretch {
  readonly buyer: Buyer;
  readonly tier: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

const TIERS = ['bronze', 'silver', 'gold', 'platinum'];
/** Shares of those who join, up to each tier's: the last is of few. */
const TIER_SHARES = [0.6, 0.85, 0.97, 1];

/** Half of the buyers join; of those one in three goes on to another tier, and one in ten leaves. */
function stretchesOf({ orders }: AttackShop): Stretch[] {
  const random = minimalStandard(107);
  return [...firstOrders(orders)].flatMap(([buyer, entry]) =>
    random() < 0.5 ? stretchesFrom(buyer, entry, random) : [],
  );
}

function stretchesFrom(buyer: Buyer, entry: IsoDate, random: () => number): Stretch[] {
  const [where, then, when] = [random(), random(), random()];
  const tier = TIERS[TIER_SHARES.findIndex((upTo) => where < upTo)] ?? '';
  const change = addDays(entry, 20 + Math.floor(when * 200));
  if (then > 0.43) return [{ buyer, tier, from: entry, to: null }];
  const own: Stretch = { buyer, tier, from: entry, to: change };
  const next = TIERS[(TIERS.indexOf(tier) + 1) % 3] ?? '';
  return then < 0.1 ? [own] : [own, { buyer, tier: next, from: change, to: null }];
}

const known = ({ shop, asOf, orders }: Delivery): Stretch[] => {
  const buyers = new Set(orders.map(({ buyer }) => buyer));
  return stretchesOf(shop)
    .filter(({ buyer, from }) => buyers.has(buyer) && from < asOf)
    .map((stretch) =>
      stretch.to !== null && stretch.to >= asOf ? { ...stretch, to: null } : stretch,
    );
};

/** The tier that each buyer holds when a day begins; one that ends on that day is still held. */
function heldAt(stretches: readonly Stretch[], close: IsoDate): ReadonlyMap<Buyer, string> {
  const held = new Map<Buyer, string>();
  for (const { buyer, tier, from, to } of stretches)
    if (from < close && (to === null || to >= close)) held.set(buyer, tier);
  return held;
}

function monthActs(delivery: Delivery, month: string): Act[] {
  const held = heldAt(known(delivery), endOf(month));
  const own = movementsOf(delivery).filter(({ date }) => monthOfDay(date) === month);
  const bought = groupBy(own, ({ buyer }) => buyer);
  return [...bought].flatMap(([buyer, movements]): Act[] => {
    if (buyer === null) return [];
    const sum = (name: string) =>
      movements.reduce((total, { amounts }) => total + (amounts[name] ?? 0), 0);
    const tier = held.get(buyer);
    const tags = { loyalty: tier ? 'member' : 'non-member', 'loyalty-tier': tier ?? NONE };
    const act = { buyer, period: month, tags };
    return [
      { ...act, measure: 'ordering-customers', amount: Math.min(sum('orders'), 1) },
      { ...act, measure: 'net-sales', amount: sum('net-sales') },
      { ...act, measure: 'contribution', amount: sum('contribution') },
    ];
  });
}

function quarterActs(delivery: Delivery): Act[] {
  const { close, before, quarter } = quarterCloses(delivery.asOf);
  const entries = entriesOf(delivery);
  const own = known(delivery).filter(({ buyer }) => entries.has(buyer));
  const [then, now] = [heldAt(own, before), heldAt(own, close)];
  const ordered = new Set(
    delivery.orders
      .filter(({ date }) => date >= before && date < close)
      .flatMap(({ buyer }) => buyer ?? []),
  );
  return [...new Set([...then.keys(), ...now.keys()])].map((buyer) => ({
    ...{ buyer, measure: 'member-customers', period: quarter, amount: 1 },
    tags: {
      from: then.get(buyer) ?? NONE,
      to: now.get(buyer) ?? NONE,
      ordered: ordered.has(buyer) ? 'yes' : 'no',
      was: then.has(buyer) ? 'yes' : 'no',
      is: now.has(buyer) ? 'yes' : 'no',
    },
  }));
}

/** Tiers of a programme: who is in them, who moved, and what members buy. */
export const loyalty: Section = {
  name: 'loyalty',
  files: (delivery) => ({
    loyalty_tiers: [
      ['customer_id', 'tier', 'valid_from', 'valid_to'],
      ...known(delivery).map(({ buyer, tier, from, to }) => [
        ...[buyer.id, tier, `${from}T00:00:00Z`, to === null ? '' : `${to}T00:00:00Z`],
      ]),
    ],
  }),
  read: readLoyalty,
  acts: (delivery) => [
    ...comparedMonths(delivery.asOf).flatMap((month) => monthActs(delivery, month)),
    ...quarterActs(delivery),
  ],
};
