import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type LoadedConfiguration, parseConfiguration } from '#lib/config/load-configuration.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { dayOf, type PlainOrder } from '../acceptance/plain-cdnow.ts';
import { minimalStandard } from '../fixtures/generated-shop.ts';

export const SIZED_AS_OF = '2026-11-16';

const CONFIGURATION = `version: 1
business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin, margin: 0.4 }
sources:
  orders:
    files: data/orders-*.csv
    historyComplete: true
    columns:
      order_id: order_id
      customer_id: customer_id
      ordered_at: ordered_at
      net_amount: net_amount
      status: status
      is_test: is_test
      currency: { constant: EUR }
reports: [{ id: weekly, title: Weekly, cohorts: { ages: 1 } }]
models: { binning: exact }
scores: { keepDays: 400 }
`;

/** The margin of the configuration and its yearly rate. */
export const MARGIN = 0.4;
export const YEARLY_RATE = 0.1;

const ORDERS_PER_CUSTOMER = 3;

/** Order files of a shop of one size, written once into a folder, and a configuration that scores its customers. */
export async function sizedShop(
  directory: string,
  customers: number,
): Promise<LoadedConfiguration> {
  if (!existsSync(join(directory, 'tenure.yaml')))
    await writeSampleShop({
      customers,
      seed: 'scores',
      directory,
      asOf: SIZED_AS_OF,
      tables: 'orders',
      ordersPerCustomer: ORDERS_PER_CUSTOMER,
      troubles: false,
    });
  return { configuration: parseConfiguration(CONFIGURATION, 'sized.yaml'), directory };
}

interface PaidOrder {
  readonly customer: string;
  readonly order: PlainOrder;
}

/** Every paid order of a known customer, line by line; the day is the one written beside the offset, which is local. */
async function* paidOrders(directory: string): AsyncGenerator<PaidOrder> {
  const names = await readdir(join(directory, 'data'));
  for (const name of names.sort()) {
    const input = createReadStream(join(directory, 'data', name));
    let at: ((column: string) => number) | undefined;
    for await (const line of createInterface({ input })) {
      const cells = line.split(',');
      if (at === undefined) {
        at = (column) => cells.indexOf(column);
        continue;
      }
      const cell = (column: string) => cells[at?.(column) ?? -1] ?? '';
      const customer = cell('customer_id');
      if (customer === '' || cell('status') !== 'paid' || cell('is_test') === 'true') continue;
      const day = dayOf(cell('ordered_at').slice(0, 10));
      yield {
        customer,
        order: { day, month: 0, cents: Math.round(Number(cell('net_amount')) * 100) },
      };
    }
  }
}

/** Customers who are looked at, and how many there are. */
export interface RandomCustomers {
  readonly all: number;
  /** Paid orders of each of those who were drawn, in order of day. */
  readonly drawn: ReadonlyMap<string, readonly PlainOrder[]>;
}

/** Draws customers at random among those with a paid order. */
export async function randomCustomers(directory: string, count: number): Promise<RandomCustomers> {
  const ids = new Set<string>();
  for await (const { customer } of paidOrders(directory)) ids.add(customer);
  const known = [...ids];
  const random = minimalStandard(17);
  const drawn = new Map<string, PlainOrder[]>();
  while (drawn.size < Math.min(count, known.length))
    drawn.set(known[Math.floor(random() * known.length)] ?? '', []);
  for await (const { customer, order } of paidOrders(directory)) drawn.get(customer)?.push(order);
  for (const orders of drawn.values()) orders.sort((a, b) => a.day - b.day);
  return { all: known.length, drawn };
}
