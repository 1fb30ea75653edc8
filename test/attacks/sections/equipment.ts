import { groupBy } from '#lib/numerics/group-by.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { PrintedRelease } from '../leaving/printed-figure.ts';
import type { Buyer, ShopOrder } from '../shop/attack-shop.ts';
import type { CellName } from '../shop/cell-name.ts';
import { type Delivery, moneyText } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { comparedMonths, endOf, quarterCloses } from './months.ts';
import { cellOf, learn, learnShare, periodsOf, type Reading, type Section } from './section.ts';

interface Item {
  readonly order: ShopOrder;
  readonly product: string;
}

/** Products with their family and the share of lines up to theirs: most families are of many, the last of few. */
const PRODUCTS: readonly (readonly [string, string, number])[] = [
  ['product-1', 'drinks', 0.35],
  ['product-2', 'drinks', 0.5],
  ['product-3', 'food', 0.72],
  ['product-4', 'home', 0.9],
  ['product-5', 'garden', 0.996],
  ['product-6', 'pets', 1],
];

/** One line an order, in one of three orders another. */
function itemsOf({ shop, orders }: Delivery): Item[] {
  const random = minimalStandard(103);
  const delivered = new Set(orders);
  return shop.orders.flatMap((order) => {
    const [one, more, two] = [random(), random(), random()];
    if (!delivered.has(order)) return [];
    const drawn = more < 0.33 ? [one, two] : [one];
    return drawn.map((share) => ({
      order,
      product: PRODUCTS.find(([, , upTo]) => share <= upTo)?.[0] ?? '',
    }));
  });
}

const familyOf = (product: string): string =>
  PRODUCTS.find(([each]) => each === product)?.[1] ?? '';

/** What each buyer holds on a day: nothing comes back in this shop, and it is younger than two years. */
function heldBefore(delivery: Delivery, day: IsoDate): Map<Buyer, Set<string>> {
  const entries = entriesOf(delivery);
  const held = new Map<Buyer, Set<string>>();
  for (const { order, product } of itemsOf(delivery)) {
    if (order.buyer === null || !entries.has(order.buyer) || order.date >= day) continue;
    held.set(order.buyer, (held.get(order.buyer) ?? new Set()).add(product));
  }
  return held;
}

function monthActs(delivery: Delivery, month: string): Act[] {
  return [...heldBefore(delivery, endOf(month))].flatMap(([buyer, held]) => {
    const act = { buyer, period: month, tags: {} };
    return [
      { ...act, measure: 'equipped-customers', amount: 1 },
      { ...act, measure: 'held-products', amount: held.size },
      held.size > 1
        ? { ...act, measure: 'several-customers', amount: 1 }
        : { ...act, measure: 'single-customers', amount: 1 },
    ];
  });
}

const FAMILIES = [...new Set(PRODUCTS.map(([, family]) => family))];

/** Of every family whether somebody holds it: the finest groups that tables by two families can be parted into. */
function familyActs(delivery: Delivery): Act[] {
  const { close, quarter } = quarterCloses(delivery.asOf);
  return [...heldBefore(delivery, close)].map(([buyer, held]) => {
    const families = new Set([...held].map(familyOf));
    const tags = Object.fromEntries(
      FAMILIES.map((family) => [family, families.has(family) ? 'yes' : 'no']),
    );
    return { buyer, measure: 'holding-customers', period: quarter, tags, amount: 1 };
  });
}

function read({ figures }: PrintedRelease, reading: Reading): void {
  for (const figure of figures) {
    const { metric, value, customers } = figure;
    const of = cellOf(figure, 'equipped-customers');
    if (metric === 'equipment-rate' || metric === 'multi-equipped') learn(reading, of, customers);
    if (metric === 'equipment-rate')
      learnShare(reading, cellOf(figure, 'held-products'), { value, of });
    if (metric === 'multi-equipped')
      learnShare(reading, cellOf(figure, 'several-customers'), { value, of });
  }
  for (const period of periodsOf(figures, 'multi-equipped')) {
    const at = (measure: string) => cellOf({ period, scope: {} }, measure);
    reading.sums.add(at('equipped-customers'), [at('several-customers'), at('single-customers')]);
  }
  readFamilies(figures, reading);
}

function readFamilies(figures: PrintedRelease['figures'], reading: Reading): void {
  const rows = figures.filter(({ metric }) => metric === 'penetration');
  const families = rows.flatMap(({ scope }) => scope['family'] ?? []);
  const period = rows[0]?.period ?? '';
  const holding = (scope: Held) => ({
    ...{ measure: 'holding-customers', period },
    scope,
  });
  for (const { value, customers, scope } of rows) {
    learn(reading, holding({}), customers);
    const part = holding({ [scope['family'] ?? '']: 'yes' });
    learnShare(reading, part, { value, of: holding({}) });
  }
  for (const { metric, value, customers, scope } of figures) {
    if (metric !== 'attach-rate') continue;
    const [family = '', other = ''] = [scope['family'], scope['with']];
    const of = holding({ [family]: 'yes' });
    learn(reading, of, customers);
    learnShare(reading, holding({ [family]: 'yes', [other]: 'yes' }), { value, of });
  }
  addFamilies(families, holding, reading);
}

/** Everybody holds each family or does not: groups by one and by two families are sums of those by all of them. */
function addFamilies(
  families: readonly string[],
  holding: (scope: Held) => CellName,
  { sums }: Reading,
): void {
  const finest = families.reduce<Held[]>((scopes, family) => scopes.flatMap(by(family)), [{}]);
  const singles = families.flatMap((family) => by(family)({}));
  const pairs = families.flatMap((family, i) =>
    singles.slice(0, 2 * i).flatMap((scope) => by(family)(scope)),
  );
  for (const group of [{}, ...singles, ...pairs])
    sums.add(holding(group), finest.filter((scope) => isWithin(scope, group)).map(holding));
}

/** For some families whether they are held. */
type Held = Readonly<Record<string, string>>;

const by =
  (family: string) =>
  (scope: Held): Held[] =>
    ['yes', 'no'].map((does) => ({ ...scope, [family]: does }));

const isWithin = (scope: Held, group: Held): boolean =>
  Object.entries(group).every(([family, does]) => scope[family] === does);

/** How many products customers hold, and which families together. */
export const equipment: Section = {
  name: 'equipment',
  files: (delivery) => ({
    products: [['product_id', 'family'], ...PRODUCTS.map(([product, family]) => [product, family])],
    order_items: [
      ['order_item_id', 'order_id', 'product_id', 'quantity', 'net_amount'],
      ...itemLines(itemsOf(delivery)),
    ],
  }),
  read,
  acts: (delivery) => [
    ...comparedMonths(delivery.asOf).flatMap((month) => monthActs(delivery, month)),
    ...familyActs(delivery),
  ],
};

/** The lines of an order make up its amount. */
const itemLines = (items: readonly Item[]): string[][] =>
  [...groupBy(items, ({ order }) => order)].flatMap(([{ id, net }, own]) =>
    own.map(({ product }, i) => {
      const rest = net - (own.length - 1) * 100;
      return [`${id}-${i}`, id, product, '1', moneyText(i === 0 ? rest : 100)];
    }),
  );
