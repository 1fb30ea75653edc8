import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';

export const AS_OF = '2026-11-16';
const ORDERS_PER_CUSTOMER = 10;

export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Writes the order files of a shop of one size, the same each time. */
export async function writeBenchShop(directory: string, customers: number): Promise<void> {
  say(`writing ${customers} customers and about ${customers * ORDERS_PER_CUSTOMER} orders`);
  await writeSampleShop({
    customers,
    seed: 'bench',
    directory,
    asOf: AS_OF,
    tables: 'orders',
    ordersPerCustomer: ORDERS_PER_CUSTOMER,
    troubles: false,
  });
}
