import type { TableName } from '#lib/contract/tables.ts';
import { type AthenaStatement, tokenOf } from '#lib/warehouse/athena-statement.ts';
import { IntakeError } from '../../intake-error.ts';
import { sqlName } from '../../landing/sql-text.ts';
import type { DeliveredColumn } from './column-text.ts';
import type { DeliveredRelation } from './delivered-rows.ts';
import type { LandingPlace } from './landing-place.ts';
import {
  distinctScans,
  isWellShaped,
  type ScannedInput,
  stagedColumns,
  stagedGroups,
  unionOfFiles,
} from './staged-input.ts';
import { stagedTableSql } from './staged-table.ts';
import { duckdbType } from './trino-types.ts';

/** A select of the user's, or of a ready mapping, over inputs known by name. */
export interface SelectMapping {
  readonly table: TableName;
  /** For messages. */
  readonly name: string;
  readonly sql: string;
  readonly inputs: readonly ScannedInput[];
}

/** A column of a select's result, its type as Trino spells it. */
export interface SelectedColumn {
  readonly name: string;
  readonly type: string;
}

/** Name of the select's rows. */
const MAPPED = 'mapped';

/** SQL of the inputs as common tables, then the select's rows as `mapped`; what reads them follows. */
export function mappedRows(mapping: SelectMapping, place: LandingPlace): string {
  const inputs = mapping.inputs.map(
    (input) => `${sqlName(input.name)} as (\n${inputRows(mapping.table, input, place)}\n)`,
  );
  const select = mapping.sql.trim().replace(/;$/, '');
  return `with ${[...inputs, `${MAPPED} as (\n${select}\n)`].join(',\n')}`;
}

/** Rows of the wrong shape are left out: no query should take an empty row for one. */
function inputRows(table: TableName, input: ScannedInput, place: LandingPlace): string {
  const { read } = distinctScans(input.scans);
  refuseDifferentHeaders(read.map(({ file, columns }) => ({ name: file.name, columns })));
  return stagedGroups(read)
    .map((group) => {
      const from = stagedTableSql(table, input.name, { group, place });
      const selects = group.scans.map((scan) => ({
        columns: stagedColumns(scan).map(named).join(', '),
        table: from,
        ordinal: scan.ordinal,
      }));
      return unionOfFiles(selects, isWellShaped(group));
    })
    .join('\nunion all\n');
}

const named = ({ name, expression }: DeliveredColumn): string =>
  `${expression ?? 'cast(null as varchar)'} as ${sqlName(name)}`;

function refuseDifferentHeaders(
  files: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string }[];
  }[],
): void {
  const header = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => name).join('\n');
  const [first] = files;
  for (const { name, columns } of files) {
    if (first === undefined || header(columns) === header(first.columns)) continue;
    const hint = `its header differs from ${first.name}; name them apart in "files"`;
    throw new IntakeError('HEADER_DIFFERS', { file: name, line: 1 }, hint);
  }
}

/** What is asked of the engine before the rows of a select are typed. */
export interface SelectProbe {
  /** Says which tables the select reads, as JSON. */
  readonly reads: AthenaStatement;
  /** Has the select's columns and none of its rows. */
  readonly columns: AthenaStatement;
}

/** Statements that show what a select reads and gives; they read no row. One that fails is SQL_MAPPING. */
export function selectProbe(mapping: SelectMapping, place: LandingPlace): SelectProbe {
  const rows = mappedRows(mapping, place);
  const statement = (step: string, queryString: string) => ({
    name: `${mapping.table}_${step}`,
    queryString,
    token: tokenOf(place.run, queryString),
  });
  return {
    reads: statement('reads', `explain (type io, format json) ${rows} select * from ${MAPPED}`),
    columns: statement('columns', `${rows} select * from ${MAPPED} limit 0`),
  };
}

/** The rows of a select as a delivery. */
export const selectedRelation = (
  mapping: SelectMapping,
  columns: readonly SelectedColumn[],
): DeliveredRelation => ({
  name: mapping.name,
  columns: columns.map(({ name, type }) => ({
    name,
    type: duckdbType(type),
    expression: sqlName(name),
  })),
  place:
    'cast(0 as integer) as file_ordinal, cast(null as bigint) as file_line, cast(null as varchar) as shape',
  from: { table: MAPPED, ordinal: null },
});
