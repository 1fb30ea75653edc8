import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, expect, it } from 'vitest';
import { openBooks } from '#lib/cli/open-books.ts';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { erasedMeanwhile } from './erased-meanwhile.ts';
import { shopFolder, tenure } from './shop-folder.ts';

const AS_OF = '2026-11-16';
const TIMEOUT_MS = 120_000;
const CANARY = 'c-canary4711';
const TRACES = [CANARY, 'o-canary', '4821.37', '482137'];
const PLANTED: Readonly<Record<string, string>> = {
  customer_id: CANARY,
  order_id: 'o-canary',
  net_amount: '4821.37',
  gross_amount: '4821.37',
};
/** Files with a row about a person, by a column of their own or by an order. */
const PERSONAL =
  /^(orders-2026|order_items|refunds|customers|segment_membership|consents|touchpoints|attribution|subscriptions|invoices|survey_.*|support_tickets)\.csv$/;

const folder = await shopFolder();

/** Appends to a file a row like its first one, about the planted person. */
async function plant(name: string): Promise<void> {
  const text = folder.text(`data/${name}`);
  const [header = '', row = ''] = text.split('\n');
  const [key = ''] = header.split(',');
  // The one quoted cell, a map, is left as it stands: its commas come after the columns that change.
  const cells = row.split(',');
  const planted = cells.map((cell, n) => {
    const column = header.split(',')[n] ?? '';
    const id = column === key && column.endsWith('_id') ? `${cell}-planted` : cell;
    return PLANTED[column] ?? id;
  });
  await folder.write(`data/${name}`, `${text}${planted.join(',')}\n`);
}

const run = (store: string, out: string) =>
  tenure(
    ...['run', '--config', folder.at('tenure.yaml'), '--as-of', AS_OF, '--memory', '400'],
    ...['--out', folder.at(out), '--store', folder.at(store)],
  );
const erase = (store: string, ...words: readonly string[]) =>
  tenure('erase', '--store', folder.at(store), ...words);

/** Rows of a landed file, and how many of them name the planted person. */
async function landed(store: string, table: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = folder.at(`${store}/landed/${table}.parquet`);
  const text = `cast(t as varchar)`;
  const reader = await connection.runAndReadAll(
    `select count(*) as all_rows, count_if(${text} like '%canary%') as planted from read_parquet('${path}') t`,
  );
  const [row] = reader.getRowObjectsJson();
  connection.closeSync();
  return { rows: Number(row?.['all_rows']), planted: Number(row?.['planted']) };
}

/** Files below a folder that hold a trace as it is written. */
const tracesIn = (name: string): string[] =>
  folder.files(name).filter((file) => {
    const bytes = readFileSync(folder.at(`${name}/${file}`)).toString('latin1');
    return TRACES.some((trace) => new RegExp(`(?<![\\w.])${trace}(?![\\w])`).test(bytes));
  });

const TABLES = ['orders', 'order_items', 'refunds', 'customers', 'consents', 'invoices'];
const before = new Map<string, { rows: number; planted: number }>();

beforeAll(async () => {
  const shop = { customers: 300, seed: 'erase', asOf: AS_OF, lateSpend: false };
  await writeSampleShop({ ...shop, directory: folder.path });
  const plain = folder.text('tenure.yaml').replace('[country, channel]', '[]');
  await folder.write('tenure.yaml', plain.replace('ages: 12', 'ages: 1'));
  for (const name of folder.files('data').filter((file) => PERSONAL.test(file))) await plant(name);
  const { code, err } = await run('store', 'out');
  if (code !== 0 && code !== 3) throw new Error(`the run ended ${code}: ${err}`);
  for (const table of TABLES) before.set(table, await landed('store', table));
  await cp(folder.at('store'), folder.at('backup'), { recursive: true });
  await cp(folder.at('store'), folder.at('kept'), { recursive: true });
}, TIMEOUT_MS);

it('had the person in what was landed', async () => {
  for (const table of TABLES) expect([table, before.get(table)?.planted]).toEqual([table, 1]);
  const proof = await erase('store', '--prove', '--customer', CANARY);
  expect(proof.code).toBe(1);
  expect(proof.err).toContain('landed/orders.parquet (id)');
  expect(proof.err).not.toContain(CANARY);
});

it('answers the same for a known and an unknown id, and prints neither', async () => {
  const shape = (text: string) => text.replace(/[0-9a-f-]{36}/, 'RECEIPT');
  const known = await erase('store', '--customer', CANARY);
  const unknown = await erase('store', '--customer', 'c-nobody');
  expect(known).toMatchObject({ code: 0, err: '' });
  expect(shape(known.out)).toMatch(
    /^RECEIPT {2}left out from now on; to be removed by [\d-]{10}\n$/,
  );
  expect(shape(unknown.out)).toBe(shape(known.out));
  const chain = await tenure('evidence', 'verify', '--store', folder.at('store'));
  expect([chain.code, chain.out.match(/erasure/g)?.length]).toEqual([0, 2]);
});

it(
  'leaves no trace of the person in anything that the next run writes',
  async () => {
    expect([0, 3]).toContain((await run('store', 'next')).code);
    for (const table of TABLES) {
      const rows = (before.get(table)?.rows ?? 0) - 1;
      expect([table, await landed('store', table)]).toEqual([table, { rows, planted: 0 }]);
    }
    expect([...tracesIn('next'), ...tracesIn('store')]).toEqual([]);
    expect((await erase('store', '--prove', '--customer', CANARY)).code).toBe(0);
  },
  TIMEOUT_MS,
);

it(
  'removes the person from what an older run kept, once the list is replayed over a restored copy',
  async () => {
    const restored = await erase('backup', '--replay', folder.at('store'), '--physical');
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(restored.out).toMatch(/^this machine: nothing of them in \d+ objects, \d+ bytes\n$/);
    for (const table of TABLES) {
      const { rows, planted } = await landed('backup', table);
      const { rows: all = 0 } = before.get(table) ?? {};
      expect([table, planted, rows < all, rows > all / 2]).toEqual([table, 0, true, true]);
    }
    expect(tracesIn('backup')).toEqual([]);
    expect((await erase('backup', '--prove', '--customer', CANARY)).code).toBe(0);
    const status = await erase('backup', '--status');
    expect(status.out).toMatch(/^(\S+ {2}requested [\d-]{10} {2}removed [\d-]{10}\n){3,}$/);
    expect((await erase('store', '--status')).out.match(/due \d{4}-\d\d-\d\d/g)).toHaveLength(2);
  },
  TIMEOUT_MS,
);

it(
  'does not bring the person back by a run on the restored copy',
  async () => {
    expect([0, 3]).toContain((await run('backup', 'later')).code);
    expect((await landed('backup', 'orders')).planted).toBe(0);
    expect(tracesIn('later')).toEqual([]);
  },
  TIMEOUT_MS,
);

it('removes a person who was named in the same call, and every text that names them', async () => {
  await folder.write('subjects.txt', `${CANARY}\tann@example.com\n`);
  const books = await openBooks(folder.at('kept'));
  await books.store.createIfAbsent('work/measure/one', Buffer.from(`x ${CANARY} y`));
  await books.store.createIfAbsent('notes/one', Buffer.from('ann@example.com'));
  const kept = await erase('kept', '--physical', '--subject-file', folder.at('subjects.txt'));
  expect(kept.code).toBe(1);
  expect(kept.err).toContain('ledger/notes/one@/1 (text)');
  expect(kept.err).not.toContain('work/measure');
  expect(kept.err).not.toContain('ann@example.com');
  await books.store.remove('notes/one');
  expect((await erase('kept', '--physical')).code).toBe(0);
  expect(tracesIn('kept')).toEqual([]);
});

it(
  'releases nothing where somebody is erased while the run is at work',
  async () => {
    const store = folder.at('advanced');
    const request = { asOf: AS_OF, reports: null, send: false, dryRun: true, threads: 2 };
    const loaded = await loadConfiguration(folder.at('tenure.yaml'));
    const loadedAt = new Date('2026-11-16T06:00:00Z');
    const running = runLine(
      { ...loaded, ...request, out: folder.at('advanced-out'), store, memoryLimitMb: 400 },
      erasedMeanwhile(folder.at('outbox'), loadedAt).services,
    );
    await expect(running).rejects.toThrow('ERASURE_ADVANCED');
  },
  TIMEOUT_MS,
);
