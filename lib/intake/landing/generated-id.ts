import type { TableName } from '#lib/contract/tables.ts';
import { sqlName } from './sql-text.ts';

/** An id that landing makes up, and its SQL. */
export interface GeneratedId {
  readonly column: 'order_id' | 'touch_id';
  readonly value: string;
}

/** What tells two orders apart when the source gives them no id. */
export const ORDER_IDENTITY = ['source', 'customer_id', 'ordered_at', 'net_amount', 'currency'];

/** By content for touches, by content and `ordinal` for orders; null where the source has ids. */
export function generatedId(name: TableName, delivered: ReadonlySet<string>): GeneratedId | null {
  if (name === 'orders' && !delivered.has('order_id')) {
    const parts = ORDER_IDENTITY.filter((column) => delivered.has(column));
    return { column: 'order_id', value: hashOf([...parts.map(textOf), 'coalesce(ordinal, 1)']) };
  }
  if (name === 'touchpoints' && !delivered.has('touch_id')) {
    return { column: 'touch_id', value: hashOf([...delivered].sort().map(textOf)) };
  }
  return null;
}

const hashOf = (texts: readonly string[]) => `md5(concat_ws('|', ${texts.join(', ')}))`;

const textOf = (column: string) => `coalesce(cast(${sqlName(column)} as varchar), '')`;
