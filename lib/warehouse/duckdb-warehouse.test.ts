import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { duckdbWarehouse } from './duckdb-warehouse.ts';
import { QueryError, type Warehouse } from './warehouse.ts';

let open: Warehouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const empty = async (workDirectory = mkdtempSync(join(tmpdir(), 'warehouse-'))) => {
  open = await duckdbWarehouse({
    tables: [],
    readable: [],
    workDirectory,
    memoryLimitMb: 200,
    threads: 1,
  });
  return open;
};

describe('closes the machine to SQL', () => {
  const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'secret.csv');
  writeFileSync(outside, 'secret\n1\n');

  it.each([
    ['reading a file', `select count(*) as n from read_csv('${outside}')`],
    ['writing a file', `copy (select 1) to '${outside}.copy'`],
    ['installing an extension', 'install httpfs'],
    ['attaching a database', `attach '${outside}.db' as other`],
    ['opening the sandbox', 'set enable_external_access = true'],
  ])('%s', async (_, sql) => {
    const warehouse = await empty();
    await expect(warehouse.inspect({ name: 'probe', sql }, {})).rejects.toThrow(QueryError);
    expect(existsSync(`${outside}.copy`)).toBe(false);
  });
});

it('leaves no scratch file behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scratch-'));
  await (await empty(folder)).close();
  open = undefined;
  expect(existsSync(folder)).toBe(false);
});
