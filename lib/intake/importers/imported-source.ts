import type { ReadyMapping } from '#lib/config/configuration.ts';
import { IntakeError } from '../intake-error.ts';
import { sqlText } from '../landing/sql-text.ts';
import type { SourceSpec } from '../source-spec.ts';
import { IMPORTERS } from './importers.ts';

/** What an export does not say and the configuration does. */
export interface ImportSettings {
  /** ISO 4217 code of exports without a currency. */
  readonly currency: string;
  /** Decimals of its minor unit. */
  readonly currencyExponent: number;
  readonly timeZone: string;
  /** Exclusive end of what an RFM summary observed. */
  readonly observedUntil?: string | undefined;
  /** Unit of an RFM summary's recency and T. */
  readonly unit?: 'day' | 'week' | undefined;
}

/**
 * A source whose files are read by a ready mapping.
 * @throws IntakeError MAPPING_TABLE, MAPPING_FILES or MAPPING_SETTING when the mapping cannot read it.
 */
export function importedSource(
  spec: SourceSpec,
  mapping: ReadyMapping,
  settings: ImportSettings,
): SourceSpec {
  const { tables, localDays } = IMPORTERS[mapping];
  const imported = tables[spec.table];
  if (imported === undefined) {
    const hint = `mapping ${mapping} fills ${Object.keys(tables).join(' and ')} only`;
    throw new IntakeError('MAPPING_TABLE', { file: spec.table }, hint);
  }
  const zone = spec.assumeTimeZone ?? (localDays ? settings.timeZone : undefined);
  return {
    ...spec,
    files: filesByName(spec, mapping, imported.files),
    sql: withLiterals(imported.sql, spec.table, settings),
    ...(zone === undefined ? {} : { assumeTimeZone: zone }),
  };
}

function filesByName(
  { table, files }: SourceSpec,
  mapping: ReadyMapping,
  names: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const [only, second] = names;
  const named = isList(files)
    ? only !== undefined && second === undefined
      ? { [only]: files }
      : {}
    : files;
  if (Object.keys(named).sort().join() === [...names].sort().join()) return named;
  const hint = `mapping ${mapping} reads files: { ${names.map((name) => `${name}: …`).join(', ')} }`;
  throw new IntakeError('MAPPING_FILES', { file: table }, hint);
}

const isList = (files: SourceSpec['files']): files is readonly string[] => Array.isArray(files);

const UNIT_DAYS = { day: '1', week: '7' } as const;

/** Writes settings, all of them checked by the configuration, in the place of `:name`. */
function withLiterals(sql: string, table: string, settings: ImportSettings): string {
  const { currency, currencyExponent, observedUntil, unit } = settings;
  const values: Readonly<Record<string, string | undefined>> = {
    currency,
    minor_unit: (10 ** -currencyExponent).toFixed(4),
    observed_until: observedUntil,
    unit_days: unit && UNIT_DAYS[unit],
  };
  return sql.replace(/:([a-z_]+)/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return sqlText(value);
    throw new IntakeError('MAPPING_SETTING', { file: table }, `the mapping needs ${name}`);
  });
}
