/** A row as a plain loop reads it, and whether it was delivered only after its week had been sent. */
interface Movement {
  readonly at: string;
  readonly cents: number;
  readonly late: boolean;
}

interface LateOrder extends Movement {
  readonly id: string;
  readonly customer: string;
}

interface LateRefund extends Movement {
  readonly id: string;
  readonly order: string;
}

/** A shop whose rows of some weeks come late. */
export interface LateShop {
  readonly orders: readonly LateOrder[];
  readonly refunds: readonly LateRefund[];
}

const FIRST_NOON = Date.UTC(2024, 5, 3, 12);
const WEEKS = 68;
const CUSTOMERS = 300;

const buys = (week: number, customer: number): boolean => (2 * customer + week) % 5 <= 2;

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

function ordersOf(week: number): LateOrder[] {
  return numbers(CUSTOMERS)
    .filter((i) => buys(week, i))
    .map((i) => ({
      id: `o-${week}-${i}`,
      customer: `c${i}`,
      at: new Date(FIRST_NOON + (7 * week + (i % 6)) * 86_400_000).toISOString(),
      cents: 3_000 + ((i * 37 + week * 11) % 900),
      late: false,
    }));
}

/**
 * Three of five customers buy in a week, from 3 June 2024 on. Late in the week of 16 September: thirty orders and some
 * forty refunds; late in the week before: the one large order of one customer.
 */
export function lateShop(): LateShop {
  const punctual = numbers(WEEKS).flatMap(ordersOf);
  const late = numbers(30).map((i) => ({
    id: `late-${i}`,
    customer: `c${i}`,
    at: '2024-09-17T09:00:00.000Z',
    cents: 7_500 + i,
    late: true,
  }));
  const alone = {
    id: 'late-alone',
    customer: 'c7',
    at: '2024-09-10T09:00:00.000Z',
    cents: 123_456,
    late: true,
  };
  const returned = punctual.filter((_, i) => i % 13 === 0);
  const lateReturned = punctual.filter(({ at }) => at >= '2024-09-16' && at < '2024-09-20');
  return {
    orders: [...punctual, ...late, alone],
    refunds: [
      ...returned.map(({ id, at }, i) => ({
        id: `r-${id}`,
        order: id,
        at,
        cents: 300 + ((i * 13) % 400),
        late: false,
      })),
      ...lateReturned.slice(0, 40).map(({ id }, i) => ({
        id: `late-r-${id}`,
        order: id,
        at: '2024-09-20T19:00:00.000Z',
        cents: 1_200 + i,
        late: true,
      })),
    ],
  };
}

/** The two files that a company delivers of chosen rows. */
export function filesOf(
  { orders, refunds }: LateShop,
  chosen: (row: Movement) => boolean,
): Readonly<Record<'orders' | 'refunds', string>> {
  const text = (head: string, rows: readonly (readonly (string | number)[])[]) =>
    `${[head, ...rows.map((cells) => cells.join(','))].join('\n')}\n`;
  return {
    orders: text(
      'order_id,customer_id,ordered_at,currency,net_amount',
      orders
        .filter(chosen)
        .map(({ id, customer, at, cents }) => [id, customer, at, 'EUR', cents / 100]),
    ),
    refunds: text(
      'refund_id,order_id,refunded_at,currency,amount',
      refunds.filter(chosen).map(({ id, order, at, cents }) => [id, order, at, 'EUR', cents / 100]),
    ),
  };
}

/** Sold and given back from one day to another by plain loops, in euros. */
export function sumsOf(
  { orders, refunds }: LateShop,
  [from, until]: readonly [string, string],
  chosen: (row: Movement) => boolean,
): { readonly sold: number; readonly back: number; readonly net: number } {
  const sum = (rows: readonly Movement[]) => {
    let cents = 0;
    for (const row of rows) if (row.at >= from && row.at < until && chosen(row)) cents += row.cents;
    return cents / 100;
  };
  const [sold, back] = [sum(orders), sum(refunds)];
  return { sold, back, net: sold - back };
}
