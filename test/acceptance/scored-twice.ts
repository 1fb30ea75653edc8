import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import type * as z from 'zod';
import { scoreRow } from '#lib/scores/score-row.fixture.ts';
import { AS_OF, type ScoredShop, writeScoredShop } from './scored-shop.ts';
import { type ShopFolder, shopFolder, tenure } from './shop-folder.ts';

const WEEK_BEFORE = '2026-11-09';

type Scored = z.output<typeof scoreRow>;

/** Rows of a Parquet file of scores. */
export async function scoresIn(path: string): Promise<Scored[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson().map((row) => scoreRow.parse(row));
}

/** Settings of a configuration of the shop; `scores` as YAML, null for none. */
interface ShopSettings {
  readonly scores?: string | null;
  readonly regions?: string;
}

const EVERYWHERE = 'IE, GB, DE, FR, NL, LU, MT';
const COLUMNS = ['order_id', 'customer_id', 'ordered_at', 'country', 'net_amount'];

export function shopConfiguration({
  scores = '{ keepDays: 30 }',
  regions = EVERYWHERE,
}: ShopSettings): string {
  const columns = COLUMNS.map((name) => `${name}: ${name}`).join(', ');
  return [
    'version: 1',
    'business: { name: Example shop, currency: EUR, margin: 0.4 }',
    `scope: { lawfulBasis: consents, regions: [${regions}] }`,
    'sources:',
    `  orders: { files: orders.csv, historyComplete: true, columns: { ${columns}, currency: { constant: EUR } } }`,
    ...['customers', 'consents', 'erasures'].map((name) => `  ${name}: { files: ${name}.csv }`),
    'reports: [{ id: weekly, title: Weekly, cohorts: { ages: 1 }, recipients: { finance: [finance@example.com] } }]',
    'models: { binning: exact }',
    'mail: { from: reports@example.com, domains: [example.com] }',
    ...(scores === null ? [] : [`scores: ${scores}`]),
  ].join('\n');
}

/** Exit code of a run of the shop on a day. */
async function runShop(folder: ShopFolder, asOf: string, settings: ShopSettings) {
  await folder.write('tenure.yaml', shopConfiguration(settings));
  const { code } = await tenure(
    ...['run', '--config', folder.at('tenure.yaml'), '--as-of', asOf, '--memory', '400', '--send'],
    ...['--out', folder.at('out'), '--store', folder.at('store')],
  );
  return code;
}

export const TIMEOUT_MS = 120_000;
export const OLDER = `scores/${WEEK_BEFORE}-until-2026-12-09.parquet`;
export const NEWER = `scores/${AS_OF}-until-2026-12-16.parquet`;

/** A shop of one's own whose customers were scored at two cuts before the tests of the file. */
export interface ScoredTwice {
  readonly folder: ShopFolder;
  shop(): ScoredShop;
  /** Runs it again; `on` is the day that the clock says. */
  run(on: string, settings?: ShopSettings & { readonly asOf?: string }): Promise<number | null>;
  /** Files of scores, and what is like them. */
  files(): string[];
  older(): Promise<Scored[]>;
  newer(): Promise<Scored[]>;
}

export async function scoredTwice(): Promise<ScoredTwice> {
  const folder = await shopFolder();
  let shop: ScoredShop | undefined;
  const run: ScoredTwice['run'] = (on, { asOf = AS_OF, ...settings } = {}) => {
    vi.setSystemTime(`${on}T06:00:00Z`);
    return runShop(folder, asOf, settings);
  };
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    shop = await writeScoredShop(folder);
    expect(await run('2026-11-17', { asOf: WEEK_BEFORE })).toBe(0);
    expect(await run('2026-11-17')).toBe(0);
  }, TIMEOUT_MS);
  beforeEach(() => {
    vi.setSystemTime('2026-11-21T06:00:00Z');
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  return {
    folder,
    shop: () => shop ?? expect.fail('no shop'),
    run,
    files: () => folder.files('store').filter((name) => name.startsWith('scores')),
    older: () => scoresIn(folder.at(`store/${OLDER}`)),
    newer: () => scoresIn(folder.at(`store/${NEWER}`)),
  };
}
