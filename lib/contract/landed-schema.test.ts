import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyTableSql } from './landed-schema.ts';
import { landedColumns, TABLE_NAMES } from './tables.ts';

/** What the contract's types are in the engine (the contract's conventions on money, rates and times). */
const ENGINE_TYPES = {
  id: 'VARCHAR',
  code: 'VARCHAR',
  str: 'VARCHAR',
  ccy: 'VARCHAR',
  enum: 'VARCHAR',
  money: 'DECIMAL(18,4)',
  rate: 'DECIMAL(18,8)',
  num: 'DECIMAL(18,6)',
  pct: 'DECIMAL(9,8)',
  int: 'BIGINT',
  bool: 'BOOLEAN',
  ts: 'TIMESTAMP',
  date: 'DATE',
  list: 'VARCHAR[]',
  map: 'MAP(VARCHAR, VARCHAR)',
};

describe('a table that was not delivered', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
  });
  afterAll(() => connection.closeSync());

  it.each(TABLE_NAMES)('%s exists with every column and no rows', async (name) => {
    await connection.run(`create or replace view empty as ${emptyTableSql(name)}`);
    const described = await connection.runAndReadAll('describe empty');
    expect(
      described.getRowObjectsJson().map((row) => [row['column_name'], row['column_type']]),
    ).toEqual(landedColumns(name).map((column) => [column.name, ENGINE_TYPES[column.type]]));
    expect((await connection.runAndReadAll('select * from empty')).currentRowCount).toBe(0);
  });
});
