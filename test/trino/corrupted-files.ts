import type { Reject } from '#lib/intake/snapshot.ts';
import { goodOrders, ORDER_COLUMNS } from '../faults/corrupted-orders.ts';
import { type Corruption, corrupted } from '../faults/corruptions.ts';
import { type Delivery, LOADED_AT } from '../faults/delivery.ts';
import { readStrictly } from '../faults/strict-reader.ts';
import { refusalOf, rowsOfParquet } from './landing-outcome.ts';

/** What became of one file: why it was refused, or its landed rows and rejects. */
export type Outcome =
  | string
  | { readonly rows: readonly string[]; readonly rejects: readonly Reject[] };

export interface CorruptedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Ids of its good rows; the engine joins rows by them. */
  readonly ids: ReadonlySet<string>;
  readonly onDuckdb: Outcome;
}

/** Writes files, each damaged in its ways, and lands each by itself on DuckDB. */
export async function corruptedFiles(
  damages: readonly (readonly Corruption[])[],
  delivery: Delivery,
): Promise<CorruptedFile[]> {
  const files: CorruptedFile[] = [];
  for (const [n, corruptions] of damages.entries()) {
    const name = `orders-${String(n).padStart(3, '0')}.csv`;
    const bytes = corrupted(goodOrders(`f${n}`), corruptions);
    await delivery.write(name, bytes);
    const read = readStrictly(bytes, LOADED_AT);
    const ids = new Set('refused' in read ? [] : read.orders.map(({ id }) => id));
    files.push({ name, bytes, ids, onDuckdb: await landedOnDuckdb(name, delivery) });
  }
  return files;
}

async function landedOnDuckdb(name: string, delivery: Delivery): Promise<Outcome> {
  try {
    const { path, rejects } = await delivery.land({
      table: 'orders',
      columns: ORDER_COLUMNS,
      files: [name],
    });
    return { rows: await orderRows(path), rejects };
  } catch (error) {
    return refusalOf(error);
  }
}

const orderRows = async (path: string): Promise<string[]> => {
  const rows = await rowsOfParquet(
    path,
    `concat_ws('|', order_id, coalesce(customer_id, '-'), epoch_ms(ordered_at),
       cast(net_amount * 10000 as decimal(18, 0)), currency) as row`,
  );
  return rows.map(({ row }) => String(row)).sort();
};

/** Files in groups in which no id is of two files: what one file's rows do to another's is not asked here. */
export function apart(files: readonly CorruptedFile[]): CorruptedFile[][] {
  const groups: { files: CorruptedFile[]; ids: Set<string> }[] = [];
  for (const file of files) {
    const free = groups.find(({ ids }) => ![...file.ids].some((id) => ids.has(id)));
    const group = free ?? { files: [], ids: new Set<string>() };
    if (free === undefined) groups.push(group);
    group.files.push(file);
    for (const id of file.ids) group.ids.add(id);
  }
  return groups.map((group) => group.files);
}
