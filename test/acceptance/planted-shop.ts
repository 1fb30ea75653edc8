import { beforeAll } from 'vitest';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { type ShopFolder, shopFolder, tenure } from './shop-folder.ts';
import type { Finished } from './tenure-process.ts';

/** End of the sample shop's history. */
export const AS_OF = '2024-11-25';
/** Its latest order file. */
export const YEAR = 'data/orders-2024.csv';
export const RATES = { fx_rates: 'data/fx_rates.csv' };

export type Row = readonly string[];

/** Lines of a CSV file without quoted cells, under its header. */
function rowsOf(
  folder: ShopFolder,
  name: string,
): { readonly header: Row; readonly rows: readonly Row[] } {
  const [header = [], ...rows] = folder
    .text(name)
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return { header, rows };
}

/** How a file of the shop is changed before it is delivered. */
export interface Planted {
  readonly file: string;
  readonly change: (rows: readonly Row[], at: (column: string) => number) => readonly Row[];
}

/** Writes the changed file under a name of its own. */
async function plant(folder: ShopFolder, name: string, { file, change }: Planted): Promise<void> {
  const { header, rows } = rowsOf(folder, file);
  const changed = change(rows, (column) => header.indexOf(column));
  await folder.write(name, `${[header, ...changed].map((row) => row.join(',')).join('\n')}\n`);
}

/** The row with another cell at a place. */
export const put = (row: Row, at: number, cell: string): Row => row.toSpliced(at, 1, cell);
export const everyNth = (n: number, change: (row: Row) => Row) => (row: Row, i: number) =>
  i % n === 0 ? change(row) : row;

/** One run: what is delivered beside or instead of the latest orders, flags, and settings of the configuration. */
export interface Run {
  readonly sources: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly domains?: string;
  readonly segments?: string;
  /** Column mapping of orders, as YAML. */
  readonly columns?: string;
  /** Whose consents decide; declared for everybody unless said otherwise. */
  readonly lawfulBasis?: 'consents';
  /** Who is told when a report is held; nobody unless said otherwise. */
  readonly owner?: string;
  readonly out?: string;
}

async function run(folder: ShopFolder, name: string, how: Run): Promise<Finished> {
  const { sources, flags = [], domains = 'example.com', segments = '', columns, out = name } = how;
  const owner = how.owner === undefined ? '' : `, owner: ${how.owner}`;
  const named = Object.entries({ orders: YEAR, ...sources });
  await folder.write(
    `${name}.yaml`,
    [
      'version: 1',
      'business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin }',
      ...(how.lawfulBasis === undefined ? [] : [`scope: { lawfulBasis: ${how.lawfulBasis} }`]),
      'sources:',
      ...named.map(([table, files]) => {
        const mapped = table === 'orders' && columns ? `, columns: ${columns}` : '';
        return `  ${table}: { files: ${files}${mapped} }`;
      }),
      'reports:',
      `  - { id: weekly, title: Value, segments: [${segments}], cohorts: { ages: 1 }, recipients: { finance: [finance@example.com, board@example.com] } }`,
      `mail: { from: reports@example.com, domains: [${domains}]${owner} }\n`,
    ].join('\n'),
  );
  return tenure(
    ...['run', '--config', folder.at(`${name}.yaml`), '--as-of', AS_OF, ...flags],
    ...['--out', folder.at(out), '--store', folder.at(`${out}-store`), '--memory', '400'],
  );
}

/** A sample shop of one's own, written before the tests of the file. */
export interface PlantedShop {
  readonly folder: ShopFolder;
  plant(name: string, planted: Planted): Promise<void>;
  run(name: string, how: Run): Promise<Finished>;
}

export async function plantedShop(customers: number): Promise<PlantedShop> {
  const folder = await shopFolder();
  const shop = { customers, seed: 'planted', asOf: AS_OF, troubles: false };
  beforeAll(async () => {
    await writeSampleShop({ ...shop, directory: folder.path });
  });
  return {
    folder,
    plant: (name, planted) => plant(folder, name, planted),
    run: (name, how) => run(folder, name, how),
  };
}
