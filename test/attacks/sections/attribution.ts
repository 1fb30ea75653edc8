import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { AttackShop, Buyer } from '../shop/attack-shop.ts';
import type { Delivery } from '../shop/delivery.ts';
import { entriesOf, movementsOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { firstOrders } from './first-orders.ts';
import { comparedMonths, monthOfDay } from './months.ts';
import { cellOf, learn, optionOf, type Reading, type Section } from './section.ts';

interface Touch {
  readonly buyer: Buyer;
  readonly date: IsoDate;
  readonly channel: string;
}

/** Channels and the share of touches up to theirs: the last two are of few. */
const CHANNELS: readonly (readonly [string, number])[] = [
  ['paid-search', 0.5],
  ['paid-social', 0.82],
  ['email', 0.94],
  ['referral', 1],
];

const PARTS = 120;

/** Up to two touches before each first order, on different days of the month before it. */
function touchesOf({ orders }: AttackShop): Touch[] {
  const random = minimalStandard(109);
  const channel = () => {
    const drawn = random();
    return CHANNELS.find(([, upTo]) => drawn <= upTo)?.[0] ?? '';
  };
  return [...firstOrders(orders)].flatMap(([buyer, entry]) =>
    [9, 3]
      .slice(0, Math.floor(random() * 3))
      .map((days) => ({ buyer, date: addDays(entry, -days), channel: channel() })),
  );
}

const touched = ({ shop, asOf, orders }: Delivery): Touch[] => {
  const buyers = new Set(orders.map(({ buyer }) => buyer));
  return touchesOf(shop).filter(({ buyer, date }) => buyers.has(buyer) && date < asOf);
};

/** A touch has the parts from where the one before it ended. */
interface Part {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
}

/** Parts of a customer, the oldest touch first; there are two at most, so that position and linear give half to each. */
function partsOf(touches: readonly Touch[], model: string): Part[] {
  const own = [...touches].sort((a, b) => (a.date < b.date ? -1 : 1));
  const chosen = { last: own.slice(-1), first: own.slice(0, 1) }[model] ?? own;
  const ends = (i: number) => (i * PARTS) / chosen.length;
  return chosen.length === 0
    ? [{ channel: 'unattributed', from: 0, to: PARTS }]
    : chosen.map(({ channel }, i) => ({ channel, from: ends(i), to: ends(i + 1) }));
}

const MODELS = ['last', 'first', 'linear', 'position'];

function acts(delivery: Delivery): Act[] {
  const entries = entriesOf(delivery);
  const [month] = comparedMonths(delivery.asOf);
  const touches = groupBy(touched(delivery), ({ buyer }) => buyer);
  const sales = salesIn(delivery, month);
  return [...entries].flatMap(([buyer, entry]) => {
    if (monthOfDay(entry) !== month) return [];
    const act = { buyer, period: month };
    const earned = sales.get(buyer) ?? 0;
    const own = touches.get(buyer) ?? [];
    return [
      { ...act, measure: 'credit', tags: { attribution: 'all' }, amount: PARTS },
      { ...act, measure: 'net-credited', tags: { attribution: 'all' }, amount: earned },
      ...MODELS.flatMap((model) =>
        partsOf(own, model).flatMap(({ channel, from, to }): Act[] => {
          const tags = { attribution: model, 'touch-channel': channel };
          const upTo = (part: number) => Math.floor((earned * part) / PARTS);
          return [
            { ...act, measure: 'credit', tags, amount: to - from },
            { ...act, measure: 'net-credited', tags, amount: upTo(to) - upTo(from) },
          ];
        }),
      ),
    ];
  });
}

function salesIn(delivery: Delivery, month: string): ReadonlyMap<Buyer, number> {
  const sales = new Map<Buyer, number>();
  for (const { buyer, date, amounts } of movementsOf(delivery))
    if (buyer !== null && monthOfDay(date) === month)
      sales.set(buyer, (sales.get(buyer) ?? 0) + (amounts['net-sales'] ?? 0));
  return sales;
}

/** The total is by no model. */
const modelOf = (figure: PrintedFigure): string => optionOf(figure, 'attribution') ?? 'all';

const credited = (figure: PrintedFigure, measure: string) =>
  cellOf(figure, measure, { attribution: modelOf(figure) });

function read({ figures }: PrintedRelease, reading: Reading): void {
  const rows = figures.filter(({ metric }) => metric === 'channel-scorecard');
  const month =
    rows
      .map(({ period }) => period)
      .sort()
      .at(-1) ?? '';
  const own = rows.filter(({ period }) => period === month);
  const spend = new Map(
    own
      .filter(({ options }) => options === 'part=spend')
      .map(({ scope, value }) => [scope['touch-channel'] ?? '', value]),
  );
  for (const figure of own) {
    const spent = spend.get(figure.scope['touch-channel'] ?? '');
    readCredit(figure, spent ?? null, reading);
  }
  const channels = [...new Set(own.flatMap(({ scope }) => scope['touch-channel'] ?? []))];
  for (const measure of ['credit', 'net-credited'])
    for (const attribution of MODELS) {
      const at = (scope: Readonly<Record<string, string>>) => ({ measure, period: month, scope });
      reading.sums.add(
        at({ attribution: 'all' }),
        channels.map((channel) => at({ attribution, 'touch-channel': channel })),
      );
    }
}

/** Customers won, or what was spent on each of them; what they brought in, by how much was spent. */
function readCredit(figure: PrintedFigure, spent: number | null, reading: Reading): void {
  const { value } = figure;
  if (value === null) return;
  const part = optionOf(figure, 'part');
  if (part === 'credited-customers') learn(reading, credited(figure, 'credit'), value * PARTS);
  if (spent === null) return;
  if (part === 'cac') learn(reading, credited(figure, 'credit'), (spent / value) * PARTS);
  if (part === 'roas') learn(reading, credited(figure, 'net-credited'), value * spent);
}

/** Which channel won whom, by several models. */
export const attribution: Section = {
  name: 'attribution',
  files: (delivery) => ({
    touchpoints: [
      ['touch_id', 'customer_id', 'occurred_at', 'channel'],
      ...touched(delivery).map(({ buyer, date, channel }) => [
        ...[`touch-${buyer.id}-${date}`, buyer.id, `${date}T09:00:00Z`, channel],
      ]),
    ],
  }),
  read,
  acts,
};
