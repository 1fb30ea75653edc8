import { type ColumnContract, STANDARD_COLUMNS, type TableContract } from '#lib/contract/column.ts';
import type { Delivery, RawColumn } from '../landing/duckdb-stage.ts';
import { sqlText } from '../landing/sql-text.ts';
import { type ResolvedColumns, resolveColumns } from '../mapping/resolve-columns.ts';
import { isOfForm } from '../plain/automaton.ts';
import { isPlainWhenEmpty, plainForm } from '../plain/plain-forms.ts';
import type { SourceSpec } from '../source-spec.ts';
import type { SourceRelation } from './file-relation.ts';
import { refuseMisshapen } from './refuse-misshapen.ts';
import { textOf } from './text-of.ts';

/** Rows of one table to be typed, and the columns of its files that nobody reads. */
export interface TableDelivery {
  readonly deliveries: readonly Delivery[];
  readonly ignored: readonly string[];
}

/** Maps every relation by its header. All give the same columns; one that a file lacks is empty there. */
export function deliverColumns(
  relations: readonly SourceRelation[],
  spec: SourceSpec,
  table: TableContract,
): TableDelivery {
  const resolved = relations.map((relation) => {
    const header = relation.columns.map(({ name }) => name);
    const columns = resolveColumns(relation.name, header, { spec, table });
    refuseMisshapen(relation);
    return { relation, columns };
  });
  const found = resolved.flatMap(({ columns }) => columns.columns.map(({ column }) => column.name));
  const all = [...table.columns, ...STANDARD_COLUMNS].filter(({ name }) => found.includes(name));
  return {
    deliveries: resolved.map(({ relation, columns }) => ({
      ...relation,
      columns: all.map((column) => rawColumn(column, columns, { relation, spec, table })),
    })),
    ignored: [...new Set(resolved.flatMap(({ columns }) => columns.ignored))],
  };
}

function rawColumn(
  column: ColumnContract,
  { columns }: ResolvedColumns,
  {
    relation,
    spec,
    table,
  }: {
    readonly relation: SourceRelation;
    readonly spec: SourceSpec;
    readonly table: TableContract;
  },
): RawColumn {
  const from = columns.find((candidate) => candidate.column.name === column.name)?.from;
  if (from !== undefined && 'constant' in from) {
    const form = plainForm(column, spec);
    const isPlain = form !== null && isOfForm(from.constant, form);
    return { column, expression: sqlText(from.constant), field: null, isPlain };
  }
  const source = from === undefined ? undefined : relation.columns[from.position];
  if (source === undefined) {
    const isPlain = isPlainWhenEmpty(table.name, column);
    return { column, expression: 'cast(null as varchar)', field: null, isPlain };
  }
  const expression = textOf(column, source, { file: relation.name, spec });
  const isPlain = relation.plain?.columns.has(column.name) === true;
  return { column, expression, field: source.expression, isPlain };
}
