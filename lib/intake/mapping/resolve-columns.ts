import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { STANDARD_COLUMNS } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { ColumnMapping, SourceSpec } from '../source-spec.ts';
import { refuseBadHeader } from './header-checks.ts';
import { meantName } from './misspelt-columns.ts';
import { refusedKind } from './refused-columns.ts';

/** Where a contract column comes from: a position in the file's header, or one value for every row. */
export interface ResolvedColumn {
  readonly column: ColumnContract;
  readonly from: { readonly position: number } | { readonly constant: string };
}

/** A file's header read by a mapping. */
export interface ResolvedColumns {
  readonly columns: readonly ResolvedColumn[];
  /** Columns of the file that are not read. */
  readonly ignored: readonly string[];
}

/**
 * Finds every contract column in a header.
 * @throws IntakeError when a required or mapped column is missing or doubled, or one may not be landed.
 */
export function resolveColumns(
  file: string,
  header: readonly string[],
  { spec, table }: { readonly spec: SourceSpec; readonly table: TableContract },
): ResolvedColumns {
  refuseBadHeader(file, header, spec.delimiter ?? ',');
  if (spec.columns === undefined) refuseMisspelt(file, table, header);
  const mapping = spec.columns ?? ownNames(table, header);
  const columns = Object.entries(mapping).map(([name, source]) =>
    resolveColumn(file, header, { column: contractColumn(file, table, name), source }),
  );
  refuseMissing(file, table, columns);
  const used = new Set(columns.map(({ from }) => ('position' in from ? from.position : -1)));
  const ignored = header.filter((_, position) => !used.has(position));
  refusePersonalColumns(
    file,
    spec.columns === undefined ? header : header.filter((_, position) => used.has(position)),
  );
  return { columns: inContractOrder(table, columns), ignored };
}

/** A name that is almost one of the contract is not taken for a column that nobody needs. */
function refuseMisspelt(file: string, table: TableContract, header: readonly string[]): void {
  const names = header.map(fold);
  const known = deliverable(table).map(({ name }) => name);
  const absent = known.filter((name) => !names.includes(name));
  for (const name of names.filter((candidate) => !known.includes(candidate))) {
    const meant = meantName(name, absent);
    if (meant === null) continue;
    const hint = `did you mean ${meant}? Rename it, or give "columns" for this source`;
    throw new IntakeError('HEADER_MISSPELT', { file, line: 1, column: name }, hint);
  }
}

/** Without a mapping, the columns of the header that bear a name of the contract. */
function ownNames(table: TableContract, header: readonly string[]): Record<string, string> {
  const folded = new Set(header.map(fold));
  const columns = deliverable(table).filter(
    ({ name, required, nullable }) =>
      folded.has(name) || (required === 'required' && nullable !== true),
  );
  return Object.fromEntries(columns.map(({ name }) => [name, name]));
}

const deliverable = (table: TableContract): readonly ColumnContract[] => [
  ...table.columns,
  ...STANDARD_COLUMNS.filter(({ name }) => name !== 'ingested_at'),
];

function contractColumn(file: string, table: TableContract, name: string): ColumnContract {
  const column = deliverable(table).find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const known = deliverable(table).map((candidate) => candidate.name);
  const hint = `${table.name} has no column of this name; it has ${known.join(', ')}`;
  throw new IntakeError('UNKNOWN_CONTRACT_COLUMN', { file, column: name }, hint);
}

function resolveColumn(
  file: string,
  header: readonly string[],
  { column, source }: { readonly column: ColumnContract; readonly source: ColumnMapping },
): ResolvedColumn {
  if (typeof source !== 'string') return { column, from: source };
  const exact = header.indexOf(source);
  if (exact !== -1) return { column, from: { position: exact } };
  const alike = header.flatMap((name, index) => (fold(name) === fold(source) ? [index] : []));
  const [position, second] = alike;
  if (position === undefined || second !== undefined) {
    const hint =
      second === undefined
        ? `the header has no "${source}"; correct "columns" for ${column.name} or the export`
        : `several headers read like "${source}"; write the mapping exactly`;
    throw new IntakeError('HEADER_MISSING_COLUMN', { file, line: 1, column: column.name }, hint);
  }
  return { column, from: { position } };
}

/** Upper and lower case, outer and double spaces, and the usual separators make no other name. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

function refuseMissing(
  file: string,
  table: TableContract,
  columns: readonly ResolvedColumn[],
): void {
  const present = new Set(columns.map(({ column }) => column.name));
  const required = table.columns
    .filter((column) => column.required === 'required')
    .map((column) => [column.name]);
  for (const group of [...required, ...(table.anyOf ?? [])]) {
    if (group.some((name) => present.has(name))) continue;
    const column = group.join(' or ');
    const hint = `${table.name} needs it; add it to "columns" or name a column of the file so`;
    throw new IntakeError('HEADER_MISSING_COLUMN', { file, line: 1, column }, hint);
  }
}

function refusePersonalColumns(file: string, header: readonly string[]): void {
  for (const name of header) {
    const kind = refusedKind(name);
    if (kind === null) continue;
    const hint = `looks like ${kind}, which is never landed; leave it out of the file or the mapping`;
    throw new IntakeError('REFUSED_COLUMN', { file, line: 1, column: name }, hint);
  }
}

function inContractOrder(
  table: TableContract,
  columns: readonly ResolvedColumn[],
): ResolvedColumn[] {
  const order = deliverable(table).map(({ name }) => name);
  return [...columns].sort((a, b) => order.indexOf(a.column.name) - order.indexOf(b.column.name));
}
