import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { DataClass } from '#lib/contract/column.ts';
import { isTableName, landedColumns } from '#lib/contract/tables.ts';
import { columnsRead } from '#lib/privacy/scope/columns-read.ts';
import { relationsOf } from '#lib/privacy/scope/scoped-query.ts';

const FOLDER = 'lib/quality/checks';
const queries = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => ({ name, sql: readFileSync(`${FOLDER}/${name}`, 'utf8') }));

/** Checks count rows, so they need ids, times and amounts. What describes a person they need only where it says so here. */
const ALLOWED: readonly DataClass[] = ['identifier', 'behavioural', 'money', 'none'];
const DESCRIBING: Readonly<Record<string, readonly string[]>> = {
  'membership-overlap.sql': ['segment'],
};
/** Relations that stand before a check's query, made of landed tables too. */
const SHARED = ['net_sales_by_day', 'spot_rates'];

const columnsOf = (sql: string, wanted: (dataClass: DataClass) => boolean) =>
  Object.fromEntries(
    relationsOf(sql)
      .filter(isTableName)
      .map((table) => [
        table,
        landedColumns(table).flatMap((column) => (wanted(column.class) ? [column.name] : [])),
      ]),
  );

it('has queries to look at', () => {
  expect(queries.length).toBeGreaterThan(12);
  for (const { name, sql } of queries)
    expect([
      name,
      columnsRead(
        sql,
        columnsOf(sql, () => true),
      ).length,
    ]).not.toEqual([name, 0]);
});

it.each(queries)(
  '$name reads landed tables, and no column that checks may not',
  ({ name, sql }) => {
    expect(relationsOf(sql).filter((read) => !isTableName(read) && !SHARED.includes(read))).toEqual(
      [],
    );
    const refused = columnsRead(
      sql,
      columnsOf(sql, (dataClass) => !ALLOWED.includes(dataClass)),
    );
    expect(refused).toEqual(DESCRIBING[name] ?? []);
  },
);
