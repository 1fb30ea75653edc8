/** Names that exports give to the columns of an order, most telling first; compared without case, space and signs. */
const ORDER_COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = {
  order_id: [
    'order_id',
    'invoice',
    'invoice_no',
    'order_number',
    'order_no',
    'name',
    'transaction_id',
    'order',
  ],
  customer_id: ['customer_id', 'customer', 'client_id', 'user_id', 'account_id', 'master_id', 'id'],
  ordered_at: [
    'ordered_at',
    'order_date',
    'invoice_date',
    'created_at',
    'processed_at',
    'timestamp',
    'date',
    'time',
  ],
  net_amount: [
    'net_amount',
    'net',
    'subtotal_price',
    'subtotal',
    'amount',
    'price',
    'spend',
    'revenue',
    'value',
    'total',
  ],
  currency: ['currency', 'currency_code'],
  channel: ['channel', 'source_name', 'utm_source'],
  country: ['country', 'country_code', 'shipping_country'],
  status: ['status', 'financial_status'],
};

const REQUIRED = ['customer_id', 'ordered_at', 'net_amount', 'currency'] as const;

/** A guess at which column of a file is which column of the orders, and what could not be guessed. */
export interface SuggestedMapping {
  readonly columns: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

export function suggestOrderMapping(header: readonly string[]): SuggestedMapping {
  const taken = new Set<string>();
  const columns: Record<string, string> = {};
  for (const [column, names] of Object.entries(ORDER_COLUMN_NAMES)) {
    const found = names
      .flatMap((name) => header.filter((given) => plain(given) === plain(name)))
      .find((given) => !taken.has(given));
    if (found !== undefined) {
      columns[column] = found;
      taken.add(found);
    }
  }
  return { columns, missing: REQUIRED.filter((column) => !(column in columns)) };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
