import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { settleSnapshot } from '#lib/intake/athena/settle/settle-landing.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { landOnTrino } from './landing-on-trino.ts';
import './landing-snapshot.ts';
import { differenceOfRows, factsOf } from './landing-outcome.ts';
import { runOnTrino } from './trino-client.ts';

const LOADED_AT = new Date('2026-11-22T12:00:00Z');
const COLUMNS = {
  order_id: 'invoice',
  customer_id: 'buyer',
  ordered_at: 'at',
  net_amount: 'net',
  currency: { constant: 'EUR' },
};

/** Orders of somebody else's table; the fourth repeats the first, and nobody has a column for what is in `email`. */
const ROWS = [
  ['1', '17', '2026-11-01 10:00:00.000', '12.50'],
  ['2', '18', '2026-11-02 23:59:59.500', '0.05'],
  ['3', '17', '2026-11-03 00:00:00.000', '1234567.89'],
  ['1', '17', '2026-11-01 10:00:00.000', '12.50'],
] as const;

const folder = await mkdtemp(join(tmpdir(), 'existing-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fill(name: string, rows: readonly (readonly string[])[]): Promise<string> {
  const { session } = inject('trino');
  const values = rows.map(
    ([id, buyer, at, net]) =>
      `(${id}, ${buyer}, timestamp '${at}', decimal '${net}', 'ann@example.com')`,
  );
  await runOnTrino(
    session,
    `create table ${name} as select cast(invoice as bigint) as invoice, cast(buyer as integer) as buyer,
       cast(at as timestamp(3)) as at, cast(net as decimal(12, 2)) as net, email
     from (values ${values.join(', ')}) as orders (invoice, buyer, at, net, email)`,
  );
  return `${session.schema}.${name}`;
}

const MAPPED = { table: 'orders', columns: COLUMNS, assumeTimeZone: 'UTC' } as const;
const spec = (existing: string) => ({ ...MAPPED, files: [], existing });

async function land(existing: string, run: string): Promise<LandedTable> {
  const load = { specs: [spec(existing)], loadedAt: LOADED_AT, run: `${folder} ${run}` };
  const [landed] = await landOnTrino(inject('trino'), load);
  if (landed === undefined) throw new Error('nothing was landed');
  return landed;
}

const hashOf = (landed: LandedTable): string =>
  settleSnapshot([spec('sales.orders')], [landed], null).snapshot.hash;

it('lands a table of the catalogue as DuckDB lands an export of it', async () => {
  const path = join(folder, 'orders.csv');
  const lines = ROWS.map((row) => row.join(','));
  await writeFile(path, `invoice,buyer,at,net\n${lines.join('\n')}\n`);
  const duckdb = await takeSnapshot({
    sources: [{ ...MAPPED, files: [path] }],
    landingDirectory: join(folder, 'landing'),
    loadedAt: LOADED_AT,
  });
  const onDuckdb = duckdb.tables.orders;
  if (onDuckdb === undefined) throw new Error('nothing was landed on DuckDB');
  const existing = await fill('sales_orders', ROWS);
  const onTrino = await land(existing, 'first');
  const { files, warnings, ...facts } = factsOf(onTrino);
  const { files: _, warnings: _warnings, ...expected } = factsOf(onDuckdb);
  expect(facts).toEqual(expected);
  expect(facts).toMatchObject({ delivered: 4, accepted: 3, duplicates: 1 });
  expect(files).toMatchObject([{ name: existing, rows: 4, kind: 'table' }]);
  expect(warnings.map(({ code }) => code)).toEqual(['UNKNOWN_COLUMN', 'DUPLICATE_ROWS']);
  expect(await differenceOfRows(onDuckdb, onTrino, inject('trino').session)).toBeNull();

  const [first, second, third, fourth] = ROWS;
  const same = await fill('sales_again', [fourth, third, second, first]);
  const dearer = [...second.slice(0, 3), '0.06'];
  const other = await fill('sales_other', [first, dearer, third, fourth]);
  expect(hashOf(await land(same, 'same'))).toBe(
    hashOf({ ...onTrino, files: renamed(onTrino, same) }),
  );
  const moved = await land(other, 'other');
  expect(moved.delivered).toBe(4);
  expect(moved.files[0]?.sha256).not.toBe(onTrino.files[0]?.sha256);
});

/** Names are part of a snapshot; here only rows are to differ. */
const renamed = ({ files }: LandedTable, name: string) => files.map((file) => ({ ...file, name }));

it('refuses a view, and a table that is not there', async () => {
  const { session } = inject('trino');
  const table = await fill('sales_viewed', ROWS);
  await runOnTrino(session, `create view sales_view as select * from ${table}`);
  await expect(land(`${session.schema}.sales_view`, 'view')).rejects.toThrow(
    `it is a view that reads ${table}`,
  );
  await expect(land(`${session.schema}.nothing`, 'nothing')).rejects.toThrow('CATALOGUE_TABLE');
});
