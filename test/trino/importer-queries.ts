import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ReadyMapping } from '#lib/config/configuration.ts';
import { isTableName } from '#lib/contract/tables.ts';
import { importedSource } from '#lib/intake/importers/imported-source.ts';
import { IMPORTERS } from '#lib/intake/importers/importers.ts';
import trinoMacros from '#lib/warehouse/trino-macros.sql';
import { exposeParquet, openSchema, type ParquetTable } from './external-tables.ts';
import { EXPORTS } from './importer-exports.ts';
import { writeParquet } from './parquet-file.ts';
import type { Row } from './same-rows.ts';
import { recordsOf, runOnTrino } from './trino-client.ts';
import type { TrinoServer } from './trino-server.ts';
import { compare, type Note, timed } from './twin-warehouse.ts';

const MAPPINGS = [
  'shopify',
  'stripe',
  'stripe-api',
  'clvtools',
  'rfm-summary',
] as const satisfies readonly ReadyMapping[];

const SETTINGS = {
  currency: 'EUR',
  currencyExponent: 2,
  timeZone: 'Europe/Dublin',
  observedUntil: '2026-01-01',
} as const;

/** Runs the select of every ready mapping over a small export whose columns are all text. */
export async function queriesOfImporters(
  server: TrinoServer,
  folder: string,
  note: Note,
): Promise<void> {
  for (const mapping of MAPPINGS) {
    const session = await openSchema(server, `export_${mapping.replace('-', '_')}`);
    const files = await textTables(EXPORTS[mapping], join(folder, session.schema));
    for (const file of files) await exposeParquet(server, session, file);
    for (const { query, sql } of selectsOf(mapping)) {
      const expected = await timed(() => onDuckdb(sql, files));
      const found = await timed(async () => recordsOf(await runOnTrino(session, sql)));
      note({ ...compare(expected, found, false), shop: 'exports', query, sql: [sql] });
    }
  }
}

/** The selects of a mapping as intake runs them, in both units where it has a choice. */
function selectsOf(mapping: ReadyMapping): { readonly query: string; readonly sql: string }[] {
  const units = mapping === 'rfm-summary' ? (['day', 'week'] as const) : [undefined];
  return Object.entries(IMPORTERS[mapping].tables).flatMap(([table, { files: names }]) => {
    if (!isTableName(table)) return [];
    const spec = { table, files: Object.fromEntries(names.map((name) => [name, [name]])) };
    return units.map((unit) => ({
      query: [mapping, table, unit ?? ''].join(' ').trim(),
      sql: importedSource(spec, mapping, { ...SETTINGS, unit }).sql ?? '',
    }));
  });
}

async function textTables(
  files: Readonly<Record<string, readonly string[]>>,
  folder: string,
): Promise<ParquetTable[]> {
  mkdirSync(folder, { recursive: true });
  const tables: ParquetTable[] = [];
  for (const [name, lines] of Object.entries(files)) {
    const csv = join(folder, `${name}.csv`);
    writeFileSync(csv, `${lines.join('\n')}\n`);
    const path = join(folder, `${name}.parquet`);
    await writeParquet(`select * from read_csv('${csv}', header = true, all_varchar = true)`, path);
    const columns = (lines[0] ?? '')
      .split(',')
      .map((column) => ({ name: column, type: 'varchar' }));
    tables.push({ name, columns, files: [path] });
  }
  return tables;
}

async function onDuckdb(sql: string, tables: readonly ParquetTable[]): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(trinoMacros);
  for (const { name, files } of tables)
    await connection.run(`create view ${name} as select * from read_parquet('${files[0]}')`);
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}
