import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
  type Configuration,
  isNamed,
  type SourceConfiguration,
} from '#lib/config/configuration.ts';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { expandGlobs } from '#lib/intake/expand-globs.ts';
import { importedSource } from '#lib/intake/importers/imported-source.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { refuseOtherCut } from './rfm-summary.ts';
import type { RunRequest } from './run-request.ts';
import { currencyExponent } from './scope-parameters.ts';
import type { Services } from './services.ts';

/**
 * Delivered files → landed, typed Parquet with a manifest. Throws `IntakeError` where a delivery is refused: then
 * nothing of it stays, and what was landed before does.
 */
export async function snapshotOf(request: RunRequest, services: Services): Promise<Snapshot> {
  refuseOtherCut(request);
  const arriving = join(request.store, 'landing');
  try {
    const snapshot = await takeSnapshot({
      sources: await sourceSpecs(request.configuration, request.directory),
      landingDirectory: arriving,
      loadedAt: services.loadedAt,
      memoryLimitMb: request.memoryLimitMb,
      threads: request.threads,
      progress: ({ table, stage, rows }) =>
        services.progress({ step: 'take-snapshot', detail: `${table}: ${stage}`, rows }),
    });
    return await settle(snapshot, arriving, join(request.store, 'landed'));
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}

/** Puts a whole snapshot in the place of the one before. */
async function settle(snapshot: Snapshot, arriving: string, landed: string): Promise<Snapshot> {
  await rm(landed, { recursive: true, force: true });
  await rename(arriving, landed);
  const moved = Object.entries(snapshot.tables).map(
    ([name, table]) => [name, { ...table, path: join(landed, basename(table.path)) }] as const,
  );
  return { ...snapshot, tables: Object.fromEntries(moved) };
}

/** Every configured source with its files found and its select read. */
export async function sourceSpecs(
  { business, sources, targets }: Configuration,
  directory: string,
): Promise<SourceSpec[]> {
  const named = Object.entries(sources).flatMap(([table, source]) =>
    isTableName(table) && source ? [{ table, source }] : [],
  );
  const all: { table: TableName; source: SourceConfiguration }[] = targets
    ? [...named, { table: 'targets', source: { files: targets.file } }]
    : named;
  return Promise.all(
    all.map(async ({ table, source }) => {
      const spec = await sourceSpec(table, source, directory);
      return source.mapping === undefined
        ? spec
        : importedSource(spec, source.mapping, {
            currency: business.currency,
            currencyExponent: currencyExponent(business.currency),
            timeZone: business.timeZone,
            observedUntil: source.observedUntil,
            unit: source.unit,
          });
    }),
  );
}

async function sourceSpec(
  table: TableName,
  { files, sql, ...others }: SourceConfiguration,
  directory: string,
): Promise<SourceSpec> {
  const { historyComplete: _, mapping: _m, observedUntil: _o, unit: _u, ...rest } = others;
  const find = async (patterns: string | readonly string[]) => {
    const found = await Promise.all([patterns].flat().map((p) => expandGlobs(p, directory)));
    return [...new Set(found.flat())];
  };
  const paths = isNamed(files)
    ? Object.fromEntries(
        await Promise.all(
          Object.entries(files).map(
            async ([name, patterns]) => [name, await find(patterns)] as const,
          ),
        ),
      )
    : await find(files);
  const select = sql === undefined ? {} : { sql: await readFile(resolve(directory, sql), 'utf8') };
  return { table, files: paths, ...defined(rest), ...select };
}

/** Leaves out keys without a value, which `exactOptionalPropertyTypes` tells from absent ones. */
const defined = <T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(record));
