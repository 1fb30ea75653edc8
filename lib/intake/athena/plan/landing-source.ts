import { createHash } from 'node:crypto';
import { sqlName } from '../../landing/sql-text.ts';
import type { IntakeWarning } from '../../snapshot.ts';
import type { SourceSpec } from '../../source-spec.ts';
import type { ScanRecord } from '../scan/scan-record.ts';
import type { SelectedColumn, SelectMapping } from './select-mapping.ts';
import { distinctScans, type ScannedInput } from './staged-input.ts';

/** One delivered table: how it is read, and what was found of it. */
export interface LandingSource {
  readonly spec: SourceSpec;
  /** Scanned files; none of a table that is in the catalogue already. */
  readonly inputs: readonly ScannedInput[];
  /** Where rows come from instead of files. */
  readonly catalogue: CatalogueRows | null;
  /** Columns of the source's select, or of the catalogue's table; null for files that are read column by column. */
  readonly selected: readonly SelectedColumn[] | null;
}

/** A table of the catalogue that somebody else fills. */
export interface CatalogueRows {
  /** `database.table`. */
  readonly table: string;
  /** What tells this load of its rows from others, which may have found other rows. */
  readonly version: string;
}

/** What is known of a source before its select was probed. */
export type ScannedSource = Omit<LandingSource, 'selected'>;

/** The files that are read, in order. */
export const readScans = ({ inputs }: ScannedSource): readonly ScanRecord[] =>
  inputs.flatMap(({ scans }) => distinctScans(scans).read);

/** A source's select; null for files that are read column by column. */
export function selectOf({ spec, inputs, catalogue }: ScannedSource): SelectMapping | null {
  const { table, sql } = spec;
  if (catalogue === null)
    return sql === undefined ? null : { table, name: `${table}.sql`, sql, inputs };
  const from = catalogue.table.split('.').map(sqlName).join('.');
  return { table, name: catalogue.table, sql: `select * from ${from}`, inputs: [] };
}

/**
 * Identity of a landing, as a SHA-256: the delivered bytes, how they are read, and by which code. The same deliveries
 * land once.
 */
export function landingIdentity(source: ScannedSource, codeVersion: string): string {
  const { files: _, ...mapping } = source.spec;
  const inputs = source.inputs.map(({ name, scans }) => [
    name,
    distinctScans(scans).read.map(({ file }) => [file.name, file.sha256]),
  ]);
  const identity = [inputs, Object.entries(mapping).sort(), source.catalogue, codeVersion];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** What the scans alone say of a delivery. */
export function scanWarnings(source: ScannedSource): IntakeWarning[] {
  const scans = readScans(source);
  return [
    ...source.inputs.flatMap(({ scans: all }) => sameFileTwice(all)),
    ...about(
      'NO_ROWS',
      scans.filter(({ file }) => file.rows === 0),
      'a header and no rows',
    ),
    ...about(
      'NO_MANIFEST',
      scans.filter(({ manifest }) => manifest === null),
      'no supplier manifest, so damage on the way shows only if it breaks the format',
    ),
    ...(source.spec.sql === undefined ? [] : misshapen(scans)),
  ];
}

const sameFileTwice = (scans: readonly ScanRecord[]): IntakeWarning[] =>
  distinctScans(scans).repeated.map(([file, twin]) => ({
    code: 'SAME_FILE_TWICE',
    message: `${file} is the same file as ${twin} and was not read again`,
  }));

const about = (code: string, scans: readonly ScanRecord[], what: string): IntakeWarning[] =>
  scans.length === 0
    ? []
    : [{ code, message: `${scans.length} files, first ${scans[0]?.file.name}: ${what}` }];

/** Rows a query cannot see; without a query each is set aside under its line. */
const misshapen = (scans: readonly ScanRecord[]): IntakeWarning[] =>
  scans
    .filter((scan) => scan.misshapen > 0)
    .map(({ file, misshapen: rows }) => ({
      code: 'MISSHAPEN_ROWS',
      message: `${file.name}: ${rows} rows of the wrong shape were left out`,
    }));

/** Nothing that happened before is missing, by the suppliers' manifests; null where none says so. */
export const completeUntil = (source: ScannedSource): string | null =>
  readScans(source)
    .flatMap(({ manifest }) => manifest?.completeUntil ?? [])
    .sort()
    .at(-1) ?? null;
