import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '#lib/numerics/group-by.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { dayOf, type PlainOrder } from './plain-cdnow.ts';
import type { ShopFolder } from './shop-folder.ts';

/** End of the shop's history. */
export const AS_OF = '2026-11-16';

export const ALIAS = 'c-alias';

export interface ScoredShop {
  /** Orders before the cut of each customer with an id, day by day. */
  readonly orders: ReadonlyMap<string, readonly PlainOrder[]>;
  /** Those who differ from everybody else by one thing. */
  readonly special: Readonly<ReturnType<typeof specialOf>>;
}

interface Line {
  readonly order_id: string;
  readonly customer_id: string;
  readonly date: string;
  readonly country: string;
  readonly net_amount: string;
}

/** Writes a shop of euros in which everybody agreed to everything, but for a few; merged are two ids of one person. */
export async function writeScoredShop(folder: ShopFolder): Promise<ScoredShop> {
  const shop = { customers: 1_500, seed: 'scores', asOf: AS_OF, troubles: false };
  await writeSampleShop({ ...shop, directory: folder.at('drawn'), tables: 'orders' });
  const lines = readdirSync(folder.at('drawn/data')).flatMap((name) =>
    linesOf(folder.text(join('drawn/data', name))),
  );
  const frequent = [...groupLines(lines)].filter(([, own]) => own.length > 4).map(([id]) => id);
  const special = specialOf(frequent);
  const delivered = lines.map((line, i) =>
    line.customer_id === special.merged && i % 2 === 0 ? { ...line, customer_id: ALIAS } : line,
  );
  await folder.writeRows(
    'orders.csv',
    delivered.map(({ date, ...line }) => ({ ...line, ordered_at: `${date}T12:00:00Z` })),
  );
  await writePersons(folder, [...groupLines(delivered).keys()], special);
  return { orders: plainOrders(lines), special };
}

function specialOf(ids: readonly string[]) {
  const [unasked = '', withdrawn = '', objecting = '', restricted = ''] = ids;
  const [abroad = '', staff = '', merged = ''] = ids.slice(4);
  return { unasked, withdrawn, objecting, restricted, abroad, staff, merged };
}

function linesOf(text: string): Line[] {
  const [header = '', ...rows] = text.trim().split('\n');
  const names = header.split(',');
  return rows.flatMap((row) => {
    const cells = row.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const [customer_id, status] = [cell('customer_id'), cell('status')];
    if (customer_id === '' || status !== 'paid') return [];
    return {
      order_id: cell('order_id'),
      customer_id,
      date: cell('ordered_at').slice(0, 10),
      country: cell('country'),
      net_amount: cell('net_amount'),
    };
  });
}

const groupLines = (lines: readonly Line[]) => groupBy(lines, ({ customer_id }) => customer_id);

const plainOrders = (lines: readonly Line[]): ScoredShop['orders'] =>
  new Map(
    [...groupLines(lines)].map(([id, own]) => [
      id,
      own
        .map(({ date, net_amount }) => ({
          day: dayOf(date),
          month: 0,
          cents: Math.round(Number(net_amount) * 100),
        }))
        .sort((a, b) => a.day - b.day),
    ]),
  );

const PURPOSES = ['segment-reporting', 'model-fitting', 'customer-scoring'];

async function writePersons(
  folder: ShopFolder,
  ids: readonly string[],
  special: ScoredShop['special'],
): Promise<void> {
  const since = '2023-01-01T00:00:00Z';
  const granted = ids.flatMap((customer_id) =>
    PURPOSES.filter(
      (purpose) => purpose !== 'customer-scoring' || customer_id !== special.unasked,
    ).map((purpose) => ({ customer_id, purpose, status: 'granted', effective_at: since })),
  );
  const [, , purpose = ''] = PURPOSES;
  const taken = { customer_id: special.withdrawn, purpose, effective_at: '2026-06-01T00:00:00Z' };
  await folder.writeRows('consents.csv', [...granted, { ...taken, status: 'withdrawn' }]);
  await folder.writeRows('customers.csv', [
    { customer_id: special.abroad, country: 'US', is_internal: 'false', merged_into: '' },
    { customer_id: special.staff, country: 'IE', is_internal: 'true', merged_into: '' },
    { customer_id: ALIAS, country: 'IE', is_internal: 'false', merged_into: special.merged },
  ]);
  await folder.writeRows('erasures.csv', [
    { request_id: 'q1', customer_id: special.objecting, requested_at: since, scope: 'object' },
    { request_id: 'q2', customer_id: special.restricted, requested_at: since, scope: 'restrict' },
  ]);
}
