import { DuckDBInstance } from '@duckdb/node-api';
import * as z from 'zod';

/** An invoice of the raw file; money in thousandths of a pound, for prices have up to three decimals. */
export interface PlainInvoice {
  readonly id: string;
  readonly lines: number;
  readonly customer: string | null;
  /** Local time, `YYYY-MM-DD HH:MM:SS`. */
  readonly at: string;
  readonly country: string;
  readonly mills: number;
}

const row = z.object({
  id: z.string(),
  lines: z.coerce.number(),
  customer: z.string().nullable(),
  at: z.string(),
  country: z.string(),
  mills: z.coerce.number(),
});

/** Adds up the lines of each invoice, in order of time. */
export async function plainInvoices(file: string): Promise<PlainInvoice[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select Invoice as id, count(*) as lines, cast(cast(min("Customer ID") as integer) as varchar) as customer,
       cast(min(InvoiceDate) as varchar) as at, min(Country) as country,
       sum(Quantity * cast(round(Price * 1000) as bigint)) as mills
     from read_parquet('${file.replaceAll("'", "''")}') group by Invoice`,
  );
  const invoices = reader.getRowObjectsJson().map((json) => row.parse(json));
  connection.closeSync();
  instance.closeSync();
  return invoices.sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1));
}

/** What the mapping makes of an invoice. */
export type InvoiceKind = 'order' | 'refund' | 'adjustment' | 'nothing charged';

export function kindOf({ id, mills }: PlainInvoice): InvoiceKind {
  if (mills > 0) return 'order';
  if (mills === 0) return 'nothing charged';
  return id.startsWith('C') ? 'refund' : 'adjustment';
}

/**
 * Refund → its order: the customer's latest earlier one that is large enough, unless all its refunds together are
 * more than the order.
 */
export const matchedOrders = (invoices: readonly PlainInvoice[]): Map<string, string> =>
  new Map([...byCustomer(invoices).values()].flatMap(matchedOf));

/** Of one customer's invoices, in order of time. */
function matchedOf(own: readonly PlainInvoice[]): [string, string][] {
  const refunded = new Map<string, number>();
  return own.flatMap((refund, place): [string, string][] => {
    if (kindOf(refund) !== 'refund') return [];
    const order = own.slice(0, place).findLast(({ mills }) => mills >= -refund.mills);
    if (order === undefined) return [];
    const total = (refunded.get(order.id) ?? 0) - refund.mills;
    refunded.set(order.id, total);
    return total <= order.mills ? [[refund.id, order.id]] : [];
  });
}

function byCustomer(invoices: readonly PlainInvoice[]): Map<string, PlainInvoice[]> {
  const groups = new Map<string, PlainInvoice[]>();
  for (const invoice of invoices) {
    if (invoice.customer === null) continue;
    const own = groups.get(invoice.customer);
    if (own === undefined) groups.set(invoice.customer, [invoice]);
    else own.push(invoice);
  }
  return groups;
}

/** The country of each customer's first order. */
export function countriesOf(invoices: readonly PlainInvoice[]): Map<string, string> {
  const countries = new Map<string, string>();
  for (const { customer, mills, country } of invoices)
    if (customer !== null && mills > 0 && !countries.has(customer))
      countries.set(customer, country);
  return countries;
}

/** Whole pence, half away from zero, as a report adds them up. */
export const penceOf = (mills: number): number =>
  Math.sign(mills) * Math.round(Math.abs(mills) / 10);

/** Whole pence of the invoices of one kind. */
export const penceIn = (invoices: readonly PlainInvoice[], kind: InvoiceKind): number =>
  invoices
    .filter((invoice) => kindOf(invoice) === kind)
    .reduce((sum, { mills }) => sum + penceOf(mills), 0);

/** How many of a country's customers, as `countries` has them, ordered. */
export function customersByCountry(
  orders: readonly PlainInvoice[],
  countries: ReadonlyMap<string, string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  const buyers = orders.flatMap(({ mills, customer }) => (mills > 0 && customer ? customer : []));
  for (const customer of new Set(buyers)) {
    const country = countries.get(customer) ?? '';
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return counts;
}
