import { readFileSync } from 'node:fs';

/** One row of the file. Days are counted from 1970-01-01, months from January of year 0. */
export interface PlainOrder {
  readonly day: number;
  readonly month: number;
  readonly cents: number;
}

export interface PlainCustomer {
  readonly id: string;
  /** In order of day; two on one day stay two. */
  readonly orders: readonly PlainOrder[];
  readonly firstDay: number;
  readonly cohort: number;
}

export const dayOf = (date: string): number => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
};

/** 1997-03 → 23967. */
export const monthNumber = (label: string): number => {
  const [year = 0, month = 0] = label.split('-').map(Number);
  return year * 12 + month - 1;
};

/** The customers of `customer_id,date,cds,spend` with an order before a day, one row after the other. */
export function plainCdnow(file: string, before: string): PlainCustomer[] {
  const ordersOf = new Map<string, PlainOrder[]>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [id = '', date = '', , spend = ''] = line.split(',');
    if (date >= before) continue;
    const order = { day: dayOf(date), month: monthNumber(date), cents: centsOf(spend) };
    const known = ordersOf.get(id);
    if (known === undefined) ordersOf.set(id, [order]);
    else known.push(order);
  }
  return [...ordersOf].map(([id, orders]) => {
    orders.sort((a, b) => a.day - b.day);
    const { day = 0, month = 0 } = orders[0] ?? {};
    return { id, orders, firstDay: day, cohort: month };
  });
}

/** Exact: the file has at most two decimals. */
function centsOf(spend: string): number {
  const [whole = '', decimals = ''] = spend.split('.');
  if (decimals.length > 2) throw new Error(`${spend} has more than two decimals`);
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** What all of some customers did in a stretch of days `[from, to)`. */
export interface PlainFlow {
  readonly customers: number;
  readonly orders: number;
  readonly cents: number;
  /** Those whose first order of all lies in the stretch. */
  readonly firstTime: number;
  /** Those who had ordered on an earlier day than the stretch's first order of theirs. */
  readonly returning: number;
}

export function flowOf(customers: readonly PlainCustomer[], from: number, to: number): PlainFlow {
  let active = 0;
  let orders = 0;
  let cents = 0;
  let firstTime = 0;
  for (const customer of customers) {
    const own = customer.orders.filter(({ day }) => day >= from && day < to);
    if (own.length === 0) continue;
    active += 1;
    orders += own.length;
    for (const order of own) cents += order.cents;
    if (customer.firstDay >= from && customer.firstDay < to) firstTime += 1;
  }
  return { customers: active, orders, cents, firstTime, returning: active - firstTime };
}

/** A cohort by its label, and what its members did in each month of life. */
export interface PlainCohort {
  readonly label: string;
  readonly members: readonly PlainCustomer[];
  activeAt(age: number): number;
  centsAt(age: number): number;
  /** Earned by members in `[0, days)` after each one's own first order. */
  centsBy(days: number): number;
  /** Members with two orders or more in `[0, days)`. */
  repeatersBy(days: number): number;
}

export function plainCohort(customers: readonly PlainCustomer[], label: string): PlainCohort {
  const cohort = monthNumber(label);
  const members = customers.filter((customer) => customer.cohort === cohort);
  const total = (of: (member: PlainCustomer) => number) =>
    members.reduce((sum, member) => sum + of(member), 0);
  const cents = (orders: readonly PlainOrder[]) =>
    orders.reduce((sum, order) => sum + order.cents, 0);
  const inMonth = ({ orders }: PlainCustomer, age: number) =>
    orders.filter(({ month }) => month === cohort + age);
  const inDays = ({ orders, firstDay }: PlainCustomer, days: number) =>
    orders.filter(({ day }) => day - firstDay < days);
  return {
    label,
    members,
    activeAt: (age) => total((member) => (inMonth(member, age).length > 0 ? 1 : 0)),
    centsAt: (age) => total((member) => cents(inMonth(member, age))),
    centsBy: (days) => total((member) => cents(inDays(member, days))),
    repeatersBy: (days) => total((member) => (inDays(member, days).length > 1 ? 1 : 0)),
  };
}
