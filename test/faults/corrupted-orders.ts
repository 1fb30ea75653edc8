import fc from 'fast-check';
import { type Corruption, DAMAGES } from './corruptions.ts';

/** The mapping of a file whose columns have our names. */
export const ORDER_COLUMNS = {
  order_id: 'order_id',
  customer_id: 'customer_id',
  ordered_at: 'ordered_at',
  net_amount: 'net_amount',
  currency: 'currency',
};

/** Good orders, enough that one bad one is within the budget of 0.1 %; ids begin with `prefix`. */
export function goodOrders(prefix = ''): Buffer {
  const rows = Array.from({ length: 1200 }, (_, n) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (n % 700))).toISOString().slice(0, 10);
    return `${prefix}o${n},c${n % 12},${day}T10:00:00Z,${n % 90}.50,EUR\n`;
  });
  return Buffer.from(`${Object.keys(ORDER_COLUMNS).join(',')}\n${rows.join('')}`);
}

/** Without bias: fast-check's own leans to the ends, here to the header. */
const corruption: fc.Arbitrary<Corruption> = fc.noBias(
  fc.record({
    kind: fc.nat(DAMAGES.length - 1),
    place: fc.nat(1_000_000).map((millionths) => millionths / 1_000_001),
    variant: fc.nat(1_000_000),
  }),
);

/** What one file suffers. */
export const anyCorruptions = fc.array(corruption, { minLength: 1, maxLength: 3 });
