import { sqlName, sqlText } from '../../landing/sql-text.ts';
import type { ScanRecord } from '../scan/scan-record.ts';
import type { DeliveredColumn } from './column-text.ts';

/** The scanned files behind one name: the table's own, or one that a select uses. */
export interface ScannedInput {
  readonly name: string;
  readonly scans: readonly ScanRecord[];
}

/** Scanned files of one input that share a table of the catalogue. */
export interface StagedGroup {
  readonly layout: string;
  readonly scans: readonly ScanRecord[];
}

/** Files that are read: one that repeats another byte for byte is left out. */
export function distinctScans(scans: readonly ScanRecord[]): {
  readonly read: readonly ScanRecord[];
  readonly repeated: readonly (readonly [file: string, twin: string])[];
} {
  const read: ScanRecord[] = [];
  const repeated: [string, string][] = [];
  for (const scan of [...scans].sort((a, b) => a.ordinal - b.ordinal)) {
    const twin = read.find(({ file }) => file.sha256 === scan.file.sha256);
    if (twin === undefined) read.push(scan);
    else repeated.push([scan.file.name, twin.file.name]);
  }
  return { read, repeated };
}

/** Files by the columns of their staged copies. */
export const stagedGroups = (scans: readonly ScanRecord[]): readonly StagedGroup[] =>
  [...new Set(scans.map(({ staged }) => staged.layout))].map((layout) => ({
    layout,
    scans: scans.filter(({ staged }) => staged.layout === layout),
  }));

const isText = ({ layout }: StagedGroup): boolean => layout.startsWith('csv-');

/** The columns of a file's header, as its staged copy holds them; one that was not staged has no expression. */
export function stagedColumns(scan: ScanRecord): readonly DeliveredColumn[] {
  const { kept, layout, brokenLines } = scan.staged;
  return scan.columns.map(({ name, type, hiveType }, position) => {
    if (!layout.startsWith('csv-'))
      return { name, type, expression: parquetExpression(name, type, hiveType) };
    const ordinal = kept.indexOf(position);
    return {
      name,
      type,
      expression: ordinal === -1 ? null : fieldExpression(ordinal, brokenLines),
    };
  });
}

/** Name of a field of a staged row. */
export const fieldName = (ordinal: number): string => `c${ordinal}`;

const fieldExpression = (ordinal: number, brokenLines: boolean): string =>
  brokenLines
    ? `replace(replace(${fieldName(ordinal)}, chr(2), chr(10)), chr(3), chr(13))`
    : fieldName(ordinal);

/** The catalogue's times have no zone; those of a file that are in UTC stand in UTC. */
function parquetExpression(name: string, type: string, hiveType: string | null): string | null {
  if (hiveType === null) return null;
  const column = sqlName(name.toLowerCase());
  return type === 'TIMESTAMP WITH TIME ZONE' ? `with_timezone(${column}, 'UTC')` : column;
}

/** SQL of which file a staged row is of. */
const FILE_ORDINAL = `regexp_extract("$path", '([0-9]{5})-[0-9]{5}\\.[a-z]+\\z', 1)`;

/** How the rows of one file are read. */
export interface FileSelect {
  /** SQL of the columns. */
  readonly columns: string;
  readonly table: string;
  /** Which of the table's files; null for all rows of what is no staged table. */
  readonly ordinal: number | null;
}

/** SQL of the rows of several files. Those of one table that are read alike are one select: a year of daily files. */
export function unionOfFiles(selects: readonly FileSelect[], condition = 'true'): string {
  const alike = new Map<string, number[]>();
  for (const { columns, table, ordinal } of selects) {
    const select = `select ${columns} from ${table}`;
    alike.set(select, [...(alike.get(select) ?? []), ...(ordinal === null ? [] : [ordinal])]);
  }
  return [...alike]
    .map(([select, ordinals]) =>
      ordinals.length === 0 ? select : `${select} where ${isOfFile(ordinals)} and ${condition}`,
    )
    .join('\nunion all\n');
}

const isOfFile = (ordinals: readonly number[]): string =>
  `${FILE_ORDINAL} in (${ordinals.map((n) => sqlText(String(n).padStart(5, '0'))).join(', ')})`;

/** SQL of a staged row's place: `file_ordinal`, `file_line`, `shape`. */
export const placeColumns = (group: StagedGroup): string =>
  isText(group)
    ? `cast(${FILE_ORDINAL} as integer) as file_ordinal, cast(line as bigint) as file_line, shape`
    : `cast(${FILE_ORDINAL} as integer) as file_ordinal, cast(null as bigint) as file_line,
      cast(null as varchar) as shape`;

/** SQL that is true for a row of the right shape. */
export const isWellShaped = (group: StagedGroup): string =>
  isText(group) ? 'shape is null' : 'true';
