import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntakeError } from '#lib/intake/intake-error.ts';
import { landTable } from '#lib/intake/land-table.ts';
import { type DuckdbSession, openSession } from '#lib/intake/landing/duckdb-session.ts';
import { prepareTable } from '#lib/intake/prepare-table.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { anyCorruptions, goodOrders, ORDER_COLUMNS } from './corrupted-orders.ts';
import { corrupted } from './corruptions.ts';
import { LOADED_AT } from './delivery.ts';
import { type PlainOrder, type Reading, readStrictly } from './strict-reader.ts';

const RUNS = 1000;

const GOOD = goodOrders();

/** Rows that may count: those that are good and whose id has one content, once each. */
function countable(orders: readonly PlainOrder[]) {
  const byId = new Map<string, Set<string>>();
  for (const order of orders) {
    const row = textOf(order);
    byId.set(order.id, (byId.get(order.id) ?? new Set()).add(row));
  }
  const contents = [...byId.values()];
  return {
    rows: contents.flatMap((content) => (content.size === 1 ? [...content] : [])).sort(),
    conflicting: contents.some((content) => content.size > 1),
  };
}

const textOf = ({ id, customer, instant, ticks, currency }: PlainOrder) =>
  [id, customer ?? '-', instant, ticks, currency].join('|');

/** The landed rows, in the words of `textOf`; or the code of the refusal. */
async function intake(session: DuckdbSession, folder: string): Promise<string[] | string> {
  const spec: SourceSpec = {
    table: 'orders',
    files: [join(folder, 'orders.csv')],
    columns: ORDER_COLUMNS,
  };
  try {
    const prepared = await prepareTable(spec, session);
    const { path } = await landTable(prepared, { session, directory: folder, loadedAt: LOADED_AT });
    const rows = await session.rows(
      `select concat_ws('|', order_id, coalesce(customer_id, '-'), epoch_ms(ordered_at),
         cast(net_amount * 10000 as decimal(18, 0)), currency) as row from read_parquet('${path}')`,
    );
    return rows.map(({ row }) => String(row)).sort();
  } catch (error) {
    if (error instanceof IntakeError && /^[A-Z0-9_]+$/.test(error.code)) return error.code;
    throw error;
  }
}

function differences(landed: readonly string[], read: readonly string[]): string[] {
  const [isLanded, isRead] = [new Set(landed), new Set(read)];
  return [
    ...landed.filter((row) => !isRead.has(row)).map((row) => `landed only: ${row}`),
    ...read.filter((row) => !isLanded.has(row)).map((row) => `read only: ${row}`),
    ...(landed.length === read.length ? [] : [`${landed.length} landed, ${read.length} read`]),
  ];
}

function judge(reading: Reading, outcome: string[] | string): void {
  if ('refused' in reading) {
    expect(outcome).toEqual(expect.any(String));
    return;
  }
  const { rows, conflicting } = countable(reading.orders);
  const clean = reading.bad === 0 && !conflicting && rows.length > 0;
  if (typeof outcome === 'string') expect({ outcome, clean }).toEqual({ outcome, clean: false });
  else expect(differences(outcome, rows)).toEqual([]);
}

describe.concurrent('a corrupted order file', () => {
  it.each([1, 2])(
    'is refused, or lands the rows a strict reader finds, no others (batch %i)',
    async (seed) => {
      const folder = await mkdtemp(join(tmpdir(), 'corrupted-'));
      const session = await openSession({
        memoryLimitMb: 300,
        threads: 1,
        readable: [folder],
        workDirectory: join(folder, '.work'),
      });
      const property = fc.asyncProperty(anyCorruptions, async (corruptions) => {
        const file = corrupted(GOOD, corruptions);
        await writeFile(join(folder, 'orders.csv'), file);
        judge(readStrictly(file, LOADED_AT), await intake(session, folder));
      });
      await fc.assert(property, { numRuns: RUNS, seed });
      await session.close();
      await rm(folder, { recursive: true });
    },
    300_000,
  );
});
