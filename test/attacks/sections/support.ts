import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import type { AttackShop, Buyer } from '../shop/attack-shop.ts';
import type { Delivery } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { comparedMonths, monthOfDay } from './months.ts';
import {
  cellOf,
  learn,
  learnShare,
  optionOf,
  periodsOf,
  type Reading,
  type Section,
} from './section.ts';

interface Ticket {
  readonly id: string;
  readonly buyer: Buyer;
  readonly date: IsoDate;
  readonly issue: string;
}

/** Issues of many and issues of few. */
const ISSUES: readonly (readonly [string, number])[] = [
  ['delivery', 0.4],
  ['invoice', 0.7],
  ['return', 0.9],
  ['damage', 0.96],
  ['allergy', 1],
];

/** One order in four brings a ticket, one of those another. */
function ticketsOf({ orders }: AttackShop): Ticket[] {
  const random = minimalStandard(101);
  return orders.flatMap(({ id, buyer, date }) => {
    const [does, kind, again, other] = [random(), random(), random(), random()];
    if (does > 0.25 || buyer === null) return [];
    const issue = (drawn: number) => ISSUES.find(([, upTo]) => drawn <= upTo)?.[0] ?? '';
    const first = { id: `ticket-${id}`, buyer, date: addDays(date, 2), issue: issue(kind) };
    const second = { ...first, id: `ticket-${id}-2`, date: addDays(date, 5), issue: issue(other) };
    return again < 0.15 ? [first, second] : [first];
  });
}

const opened = ({ shop, asOf, orders }: Delivery): Ticket[] => {
  const buyers = new Set(orders.map(({ buyer }) => buyer));
  return ticketsOf(shop).filter(({ buyer, date }) => buyers.has(buyer) && date < asOf);
};

function actsOf(buyer: Buyer, tickets: readonly Ticket[], month: string): Act[] {
  const act = (measure: string, amount: number, tags: Act['tags'] = {}): Act[] =>
    amount === 0 ? [] : [{ buyer, measure, period: month, tags, amount }];
  const issues = new Set(tickets.map(({ issue }) => issue));
  return [
    ...act('ticket-customers', 1),
    ...act('tickets', tickets.length),
    ...act('further-tickets', tickets.length - 1),
    ...act('customer-issues', issues.size),
    ...act('further-issues', issues.size - 1),
    ...[...issues].flatMap((issue) => act('issue-customers', 1, { issue })),
    ...ISSUES.filter(([issue]) => !issues.has(issue)).flatMap(([issue]) =>
      act('otherwise-customers', 1, { issue }),
    ),
  ];
}

const READS: Readonly<Record<string, (figure: PrintedFigure, reading: Reading) => void>> = {
  'contact-rate': (figure, reading) => {
    const { value, options } = figure;
    if (options === 'part=tickets') learn(reading, cellOf(figure, 'tickets'), value);
    if (options === 'part=customers') learn(reading, cellOf(figure, 'ticket-customers'), value);
    if (options === '') learn(reading, cellOf(figure, 'ordering-customers'), figure.customers);
  },
  'issue-reach': (figure, reading) => {
    const { issue: _, ...scope } = figure.scope;
    const base = optionOf(figure, 'base') === 'A' ? 'ticket-customers' : 'ordering-customers';
    learn(reading, cellOf({ ...figure, scope }, base), figure.customers);
  },
};

function read({ figures }: PrintedRelease, reading: Reading): void {
  for (const figure of figures) READS[figure.metric]?.(figure, reading);
  for (const figure of figures) readShare(figure, reading);
  const months = periodsOf(figures, 'contact-rate');
  for (const period of months) {
    const at = (measure: string, scope = {}) => cellOf({ period, scope }, measure);
    const issues = figures.filter(
      (each) => each.metric === 'issue-reach' && each.period === period,
    );
    const listed = [...new Set(issues.flatMap(({ scope }) => scope['issue'] ?? []))];
    reading.sums.add(at('tickets'), [at('ticket-customers'), at('further-tickets')]);
    for (const issue of listed)
      reading.sums.add(at('ticket-customers'), [
        at('issue-customers', { issue }),
        at('otherwise-customers', { issue }),
      ]);
    reading.sums.add(
      at('customer-issues'),
      listed.map((issue) => at('issue-customers', { issue })),
    );
    reading.sums.add(at('customer-issues'), [at('ticket-customers'), at('further-issues')]);
  }
}

function readShare(figure: PrintedFigure, reading: Reading): void {
  const { metric, value, options } = figure;
  const { issue: _, ...scope } = figure.scope;
  const ordering = cellOf({ ...figure, scope }, 'ordering-customers');
  if (metric === 'contact-rate' && options === '')
    learnShare(reading, cellOf(figure, 'tickets'), { value, of: ordering });
  if (metric !== 'issue-reach') return;
  const isOfTickets = optionOf(figure, 'base') === 'A';
  const of = isOfTickets ? cellOf({ ...figure, scope }, 'ticket-customers') : ordering;
  learnShare(reading, cellOf(figure, 'issue-customers'), { value, of });
}

/** Who needed help, how often and for what. */
export const support: Section = {
  name: 'support',
  files: (delivery) => ({
    support_tickets: [
      ['ticket_id', 'opened_at', 'category', 'customer_id'],
      ...opened(delivery).map(({ id, buyer, date, issue }) => [
        ...[id, `${date}T10:00:00Z`, issue, buyer.id],
      ]),
    ],
  }),
  read,
  acts: (delivery) => {
    const entries = entriesOf(delivery);
    const known = opened(delivery).filter(({ buyer }) => entries.has(buyer));
    return comparedMonths(delivery.asOf).flatMap((month): Act[] => [
      ...[
        ...groupBy(
          known.filter(({ date }) => monthOfDay(date) === month),
          ({ buyer }) => buyer,
        ),
      ].flatMap(([buyer, tickets]) => actsOf(buyer, tickets, month)),
      ...orderingActs(delivery, month),
    ]);
  },
};

function orderingActs(delivery: Delivery, month: string): Act[] {
  const entries = entriesOf(delivery);
  const own = delivery.orders.filter(({ date }) => monthOfDay(date) === month);
  const ordering = new Set(
    own.flatMap(({ buyer }) => (buyer && entries.has(buyer) ? [buyer] : [])),
  );
  return [...ordering].map((buyer) => ({
    ...{ buyer, measure: 'ordering-customers', period: month, tags: {}, amount: 1 },
  }));
}
