import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import type { ReadyMapping } from '#lib/config/configuration.ts';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { settleSnapshot } from '#lib/intake/athena/settle/settle-landing.ts';
import { expandGlobs } from '#lib/intake/expand-globs.ts';
import { importedSource } from '#lib/intake/importers/imported-source.ts';
import { IMPORTERS } from '#lib/intake/importers/importers.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { sourceSpecs } from '#lib/pipeline/source-specs.ts';
import { EXPORTS } from './importer-exports.ts';
import { landOnTrino } from './landing-on-trino.ts';
import './landing-snapshot.ts';
import { differenceOfRows, factsOf, refusalOf } from './landing-outcome.ts';
import { shopPlans } from './parity-shops.ts';

const LOADED_AT = new Date('2026-11-22T12:00:00Z');

const folder = await mkdtemp(join(tmpdir(), 'shops-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let loads = 0;

/** The snapshot, or the words of its refusal. */
function landOnDuckdb(sources: readonly SourceSpec[]): Promise<Snapshot | string> {
  loads += 1;
  const landingDirectory = join(folder, `landing-${loads}`);
  return takeSnapshot({ sources, landingDirectory, loadedAt: LOADED_AT }).catch(refusalOf);
}

/** Lands the same sources on both engines. */
async function landTwice(sources: readonly SourceSpec[]) {
  const duckdb = await landOnDuckdb(sources);
  const load = { specs: sources, loadedAt: LOADED_AT, run: `${folder} ${loads}` };
  return { duckdb, trino: await landOnTrino(inject('trino'), load).catch(refusalOf) };
}

const notes: string[] = [];

it.each(await shopPlans(folder, (line) => notes.push(line)))(
  'lands the shop $shop as DuckDB does: facts, hash and rows',
  async ({ configuration, directory }) => {
    const sources = await sourceSpecs(configuration, {
      find: (pattern) => expandGlobs(pattern, directory),
      readText: (path) => readFile(resolve(directory, path), 'utf8'),
    });
    const { duckdb, trino } = await landTwice(sources);
    if (typeof duckdb === 'string' || typeof trino === 'string') {
      expect(trino).toEqual(duckdb);
      return;
    }
    expect(settleSnapshot(sources, trino, null).snapshot.hash).toBe(duckdb.hash);
    for (const landed of trino) await expectSame(duckdb.tables[landed.table], landed);
  },
);

async function expectSame(onDuckdb: LandedTable | undefined, onTrino: LandedTable): Promise<void> {
  if (onDuckdb === undefined) throw new Error(`${onTrino.table} was not landed on DuckDB`);
  expect(factsOf(onTrino)).toEqual(factsOf(onDuckdb));
  expect(await differenceOfRows(onDuckdb, onTrino, inject('trino').session)).toBeNull();
}

const SETTINGS = {
  currency: 'EUR',
  currencyExponent: 2,
  timeZone: 'Europe/Dublin',
  observedUntil: '2026-01-01',
  unit: 'week',
} as const;

const MAPPINGS = ['shopify', 'stripe', 'stripe-api', 'clvtools', 'rfm-summary'] as const;

const imported = MAPPINGS.flatMap((mapping) =>
  Object.keys(IMPORTERS[mapping].tables).flatMap((table) =>
    isTableName(table) ? [{ mapping, table }] : [],
  ),
);

type Lines = Readonly<Record<string, readonly string[]>>;

const exportLines = (mapping: ReadyMapping, table: TableName): Lines =>
  Object.fromEntries(
    (IMPORTERS[mapping].tables[table]?.files ?? []).map((name) => [
      name,
      EXPORTS[mapping][name] ?? [],
    ]),
  );

async function exportSource(
  mapping: ReadyMapping,
  table: TableName,
  lines: Lines,
): Promise<SourceSpec> {
  const files: Record<string, string[]> = {};
  await mkdir(join(folder, mapping), { recursive: true });
  for (const [name, some] of Object.entries(lines)) {
    const path = join(folder, mapping, `${name}.csv`);
    await writeFile(path, `${some.join('\n')}\n`);
    files[name] = [path];
  }
  const { unit, ...settings } = SETTINGS;
  const chosen = mapping === 'rfm-summary' ? { ...settings, unit } : settings;
  return importedSource({ table, files }, mapping, chosen);
}

/** The lines of an export without those for which DuckDB refuses it: a few rows cannot hold an odd one. */
async function goodLines(mapping: ReadyMapping, table: TableName): Promise<Lines> {
  let good = Object.fromEntries(
    Object.entries(exportLines(mapping, table)).map(([name, lines]) => [name, lines.slice(0, 1)]),
  );
  for (const [name, [, ...lines]] of Object.entries(exportLines(mapping, table))) {
    for (const line of lines) {
      const more = { ...good, [name]: [...(good[name] ?? []), line] };
      const landed = await landOnDuckdb([await exportSource(mapping, table, more)]);
      if (typeof landed !== 'string') good = more;
    }
  }
  return good;
}

it.each(imported)('lands $table of $mapping as DuckDB does', async ({ mapping, table }) => {
  const whole = await landTwice([await exportSource(mapping, table, exportLines(mapping, table))]);
  if (typeof whole.duckdb === 'string') expect(whole.trino).toBe(whole.duckdb);
  const lines = await goodLines(mapping, table);
  const { duckdb, trino } = await landTwice([await exportSource(mapping, table, lines)]);
  if (typeof duckdb === 'string' || typeof trino === 'string') {
    throw new Error(`neither engine was to refuse: ${duckdb}, ${trino}`);
  }
  for (const landed of trino) {
    expect(landed.accepted).toBeGreaterThan(0);
    await expectSame(duckdb.tables[landed.table], landed);
  }
});
