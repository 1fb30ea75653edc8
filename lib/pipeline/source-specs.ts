import {
  type Configuration,
  isNamed,
  type SourceConfiguration,
} from '#lib/config/configuration.ts';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { importedSource } from '#lib/intake/importers/imported-source.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { existingTableOf } from './existing-tables.ts';
import { currencyExponent } from './scope-parameters.ts';

/** Where the files of sources and their selects are. */
export interface SourcePlace {
  /** The files that a pattern of the configuration names. */
  find(pattern: string): Promise<readonly string[]>;
  /** Text of a file that the configuration names. */
  readText(path: string): Promise<string>;
}

/** Every configured source with its files found and its select read. */
export async function sourceSpecs(
  { business, sources, targets }: Configuration,
  place: SourcePlace,
): Promise<SourceSpec[]> {
  const named = Object.entries(sources).flatMap(([table, source]) =>
    isTableName(table) && source ? [{ table, source }] : [],
  );
  const all: { table: TableName; source: SourceConfiguration }[] = targets
    ? [...named, { table: 'targets', source: { files: targets.file } }]
    : named;
  return Promise.all(
    all.map(async ({ table, source }) => {
      const spec = await sourceSpec(table, source, place);
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
  { files = [], sql, ...others }: SourceConfiguration,
  place: SourcePlace,
): Promise<SourceSpec> {
  const { historyComplete: _, mapping: _m, observedUntil: _o, unit: _u, ...mapped } = others;
  const { table: existing, ...rest } = mapped;
  const find = async (patterns: string | readonly string[]) => {
    const found = await Promise.all([patterns].flat().map((pattern) => place.find(pattern)));
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
  const select = sql === undefined ? {} : { sql: await place.readText(sql) };
  return { table, files: paths, ...existingTableOf(existing), ...defined(rest), ...select };
}

/** Leaves out keys without a value, which `exactOptionalPropertyTypes` tells from absent ones. */
const defined = <T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(record));
