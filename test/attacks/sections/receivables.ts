import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { addPartitions } from '../reader/sums.ts';
import type { AttackShop, ShopOrder } from '../shop/attack-shop.ts';
import type { CellName } from '../shop/cell-name.ts';
import { type Delivery, moneyText } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { comparedMonths, endOf, quarterCloses } from './months.ts';
import {
  cellOf,
  learn,
  membersIn,
  optionOf,
  periodsOf,
  type Reading,
  type Section,
} from './section.ts';

interface Invoice {
  readonly order: ShopOrder;
  readonly due: IsoDate;
  readonly paid: IsoDate | null;
}

/** Two of five orders have an invoice; most are paid about when they are due, some months later, some never. */
function invoicesOf({ orders }: AttackShop): Invoice[] {
  const random = minimalStandard(71);
  return orders.flatMap((order) => {
    const [has, fate, days] = [random(), random(), random()];
    if (has > 0.4) return [];
    const due = addDays(order.date, 14);
    const late = fate < 0.75 ? Math.floor(days * 30) - 12 : 20 + Math.floor(days * 110);
    return [{ order, due, paid: fate < 0.92 ? addDays(due, late) : null }];
  });
}

const issuedBefore = ({ shop, asOf, orders }: Delivery): Invoice[] => {
  const delivered = new Set(orders);
  return invoicesOf(shop).filter(({ order }) => delivered.has(order) && order.date < asOf);
};

const HEADER = [
  ...['invoice_id', 'customer_id', 'issued_at', 'due_at', 'amount', 'currency'],
  ...['amount_paid', 'paid_at', 'status'],
];

const BUCKETS = ['current', '1-30', '31-60', '61-90', 'over-90'];
const PAST_DUE = BUCKETS.slice(1);

/** By whole days past due on the last day before the close. */
const bucketOf = (days: number): string =>
  days <= 0 ? 'current' : (BUCKETS[Math.min(Math.ceil(days / 30), 4)] ?? '');

const isOpen = ({ order, paid }: Invoice, close: IsoDate): boolean =>
  order.date < close && (paid === null || paid >= close);

function owedAt(invoices: readonly Invoice[], month: string): Act[] {
  const close = endOf(month);
  return invoices.flatMap((invoice): Act[] => {
    const { order, due } = invoice;
    if (order.buyer === null || !isOpen(invoice, close)) return [];
    const bucket = bucketOf(daysBetween(due, addDays(close, -1)));
    const act = { buyer: order.buyer, measure: 'owed', period: month, amount: order.net };
    const whether = bucket === 'current' ? [] : [{ ...act, tags: { bucket: 'past-due' } }];
    return [{ ...act, tags: { bucket: 'total' } }, { ...act, tags: { bucket } }, ...whether];
  });
}

/** What moved a close of one month from that of the month before. */
const changeActs = (later: readonly Act[], earlier: readonly Act[]): Act[] =>
  [...later, ...earlier.map((act) => ({ ...act, amount: -act.amount }))].map((act) => ({
    ...act,
    measure: 'net-owed-change',
    period: later[0]?.period ?? '',
  }));

function acts(delivery: Delivery): Act[] {
  const entries = entriesOf(delivery);
  const invoices = issuedBefore(delivery).filter(
    ({ order }) => order.buyer !== null && entries.has(order.buyer),
  );
  const [month, prior, yearAgo] = comparedMonths(delivery.asOf);
  const months = new Set([month, prior, yearAgo, quarterCloses(delivery.asOf).month]);
  const owed = [...months].map((each) => owedAt(invoices, each));
  return [...owed.flat(), ...changeActs(owedAt(invoices, month), owedAt(invoices, prior))];
}

function read({ figures }: PrintedRelease, reading: Reading): void {
  const own = figures.filter(({ metric }) => metric === 'ageing');
  for (const figure of own)
    learn(
      reading,
      cellOf(figure, 'owed', { bucket: optionOf(figure, 'bucket') ?? '' }),
      figure.value,
    );
  const owed = (period: string, bucket: string, scope: CellName['scope'] = {}): CellName =>
    cellOf({ period, scope }, 'owed', { bucket });
  const months = periodsOf(own, 'ageing');
  for (const month of months) addBuckets((bucket, scope) => owed(month, bucket, scope), reading);
  addSegments(own, reading);
  const [prior, month] = months.slice(-2);
  if (prior === undefined || month === undefined) return;
  for (const bucket of [...BUCKETS, 'past-due', 'total'])
    reading.sums.add(owed(month, bucket), [
      owed(prior, bucket),
      cellOf({ period: month, scope: {} }, 'net-owed-change', { bucket }),
    ]);
}

/** Everyone at the quarter close, by country and by channel: what is past due and what is not. */
function addSegments(own: readonly PrintedFigure[], reading: Reading): void {
  const quarter = own.find(({ scope }) => Object.keys(scope).length > 0)?.period;
  if (quarter === undefined) return;
  const members = membersIn(own, 'ageing');
  for (const bucket of ['total', 'past-due', 'current'])
    addPartitions(
      (scope) => cellOf({ period: quarter, scope }, 'owed', { bucket }),
      members,
      reading.sums,
    );
  for (const country of members.countries) addTwoParts(quarter, { country }, reading);
  for (const channel of members.channels) addTwoParts(quarter, { channel }, reading);
}

function addBuckets(
  at: (bucket: string, scope: CellName['scope']) => CellName,
  { sums }: Reading,
): void {
  sums.add(
    at('total', {}),
    BUCKETS.map((bucket) => at(bucket, {})),
  );
  sums.add(
    at('past-due', {}),
    PAST_DUE.map((bucket) => at(bucket, {})),
  );
}

const addTwoParts = (period: string, scope: CellName['scope'], { sums }: Reading): void => {
  const at = (bucket: string) => cellOf({ period, scope }, 'owed', { bucket });
  sums.add(at('total'), [at('current'), at('past-due')]);
};

/** What is unpaid, by age and by segment, and between two closes. */
export const receivables: Section = {
  name: 'receivables',
  files: (delivery) => ({
    invoices: [
      HEADER,
      ...issuedBefore(delivery).map(({ order, due, paid }) => {
        const isPaid = paid !== null && paid < delivery.asOf;
        return [
          ...[`invoice-${order.id}`, order.buyer?.id ?? '', `${order.date}T12:00:00Z`],
          ...[
            `${due}T12:00:00Z`,
            moneyText(order.net),
            'EUR',
            isPaid ? moneyText(order.net) : '0.00',
          ],
          ...(isPaid ? [`${paid}T12:00:00Z`, 'paid'] : ['', 'open']),
        ];
      }),
    ].filter((row) => row[1] !== ''),
  }),
  read,
  acts,
};
