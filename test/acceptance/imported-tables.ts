import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import type { TableName } from '#lib/contract/tables.ts';
import { expandGlobs } from '#lib/intake/expand-globs.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { sourceSpecs } from '#lib/pipeline/source-specs.ts';

/** A load of invented exports, and its landed rows. */
export interface ImportedTables {
  readonly snapshot: Snapshot;
  /** Rows of a landed table, each a list in the order of the columns. */
  rows(table: TableName, columns: string): Promise<unknown[][]>;
}

/** A configuration around `sources`, as a person would write it. */
export const configurationOf = (sources: string, more = ''): string => `version: 1
business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin }
sources:
${sources}
reports: [{ id: weekly, title: Customer value report }]
${more}`;

/** Writes files, each its lines, and takes a snapshot of them by a configuration; they are gone after the test. */
export async function imported(
  configuration: string,
  files: Readonly<Record<string, readonly string[]>>,
): Promise<ImportedTables> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-import-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(directory, name), `${lines.join('\n')}\n`);
  const snapshot = await snapshotOf(configuration, directory);
  return {
    snapshot,
    rows: (table, columns) => rowsOf(snapshot.tables[table]?.path ?? '', columns),
  };
}

const snapshotOf = async (configuration: string, directory: string): Promise<Snapshot> =>
  takeSnapshot({
    sources: await sourceSpecs(parseConfiguration(configuration, 'tenure.yaml'), {
      find: (pattern) => expandGlobs(pattern, directory),
      readText: (path) => readFile(resolve(directory, path), 'utf8'),
    }),
    landingDirectory: join(directory, 'landed'),
    loadedAt: new Date('2026-11-16T06:00:00Z'),
  });

async function rowsOf(path: string, columns: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select ${columns} from read_parquet('${path}') order by 1`,
  );
  connection.closeSync();
  instance.closeSync();
  return reader.getRowsJson();
}
