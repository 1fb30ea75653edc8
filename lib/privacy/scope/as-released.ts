/** Relations that have a twin over the rows of closed weeks as they were released. */
const TWINS = ['orders', 'paid_orders', 'orders_in_scope', 'refunds_in_scope'] as const;

const READ = new RegExp(String.raw`\b(from|join) (${TWINS.join('|')})\b`, 'g');
const REFUNDS = /\bfrom refunds\b/;

/**
 * A relation over the rows as they were released, under who is in scope now. A refund finds its order among those of
 * today: the week's rows hold it only where it was placed in that week, and what it is worth and whose it is stays.
 */
export const asReleased = (sql: string): string =>
  REFUNDS.test(sql)
    ? sql.replace(REFUNDS, 'from released_refunds as refunds')
    : sql.replaceAll(READ, '$1 released_$2 as $2');
