import { type CsvLayout, csvRows } from '../reading/csv-sql.ts';
import { plainType } from '../typing/column-rule.ts';
import { rawName } from '../typing/typed-select.ts';
import type { Delivery } from './duckdb-stage.ts';
import type { Placed } from './part-rows.ts';
import { sqlText } from './sql-text.ts';

/** SQL of the delivered texts of a group under their raw names, with `_nth`, the delivery's ordinal in the group. */
export const deliveredTexts = (group: readonly Placed[]): string =>
  readTogether(group.map(({ delivery }) => ({ ...delivery, texts: textsOf(delivery) })));

/** As `deliveredTexts`, where every column is plain: the engine's CSV reader already casts the texts. */
export const deliveredValues = (group: readonly Placed[]): string =>
  readTogether(group.map(({ delivery }) => withTypes(delivery)));

/** As `deliveredTexts`, of the rows that are not plain, with `_row`. */
export const otherTexts = (group: readonly Placed[]): string =>
  group
    .map(({ delivery }, nth) => {
      const relation = delivery.plain?.others?.relation;
      return `select ${textsOf(delivery)}, ${nth} as _nth, _row from ${relation}`;
    })
    .join(' union all ');

const textsOf = ({ columns }: Delivery): string =>
  columns.map(({ column, expression }) => `${expression} as ${rawName(column)}`).join(', ');

type Readable = Pick<Delivery, 'csv' | 'relation'> & { readonly texts: string };

function withTypes({ csv, relation, columns }: Delivery): Readable {
  const texts = columns
    .map(({ column, field, expression }) => `${field ?? expression} as ${rawName(column)}`)
    .join(', ');
  if (csv === null) return { csv, relation, texts };
  const types = columns.flatMap(({ column, field }) =>
    field === null ? [] : [[field, plainType(column)] as const],
  );
  const layout = {
    ...csv.layout,
    columns: { ...csv.layout.columns, ...Object.fromEntries(types) },
  };
  return { csv: { ...csv, layout }, relation, texts };
}

/** Neighbours that one reader reads: a union of large files makes the engine wait for itself. */
interface Run {
  readonly first: Readable;
  /** Ordinal of the first. */
  readonly nth: number;
  readonly paths: string[];
}

function readTogether(readables: readonly Readable[]): string {
  const runs: Run[] = [];
  for (const [nth, readable] of readables.entries()) {
    const run = runs.at(-1);
    const paths = readable.csv === null ? [] : [readable.csv.path];
    if (run !== undefined && isAlike(readable, run.first)) run.paths.push(...paths);
    else runs.push({ first: readable, nth, paths });
  }
  return runs.map(runSql).join(' union all ');
}

const isAlike = (one: Readable, other: Readable): boolean =>
  one.csv !== null &&
  other.csv !== null &&
  one.texts === other.texts &&
  layoutKey(one.csv.layout) === layoutKey(other.csv.layout);

const layoutKey = (layout: CsvLayout): string => csvRows([], layout);

function runSql({ first: { csv, relation, texts }, nth, paths }: Run): string {
  if (csv === null) return `select ${texts}, ${nth} as _nth from ${relation}`;
  const ordinal = `${nth - 1} + list_position([${paths.map(sqlText).join(', ')}], filename)`;
  return `select ${texts}, ${ordinal} as _nth from ${csvRows(paths, csv.layout)}`;
}
