import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnContract } from '#lib/contract/column.ts';
import { TABLE_NAMES, type TableName, tableContract } from '#lib/contract/tables.ts';
import { IntakeError } from '../intake-error.ts';
import { isOfForm } from '../plain/automaton.ts';
import { isPlainWhenEmpty, plainForm } from '../plain/plain-forms.ts';
import type { LandedTable } from '../snapshot.ts';
import type { SourceSpec } from '../source-spec.ts';
import { takeSnapshot } from '../take-snapshot.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parts-'));
});
afterAll(() => rm(folder, { recursive: true }));

let landings = 0;
async function land(spec: Omit<SourceSpec, 'files'>, texts: readonly string[]) {
  landings += 1;
  const files = texts.map((_, index) => join(folder, `${landings}-${index}.csv`));
  for (const [index, file] of files.entries()) await writeFile(file, texts[index] ?? '');
  const { tables } = await takeSnapshot({
    sources: [{ ...spec, files }],
    landingDirectory: join(folder, `landing-${landings}`),
    loadedAt: new Date('2026-11-22T12:00:00Z'),
  });
  const landed = tables[spec.table];
  if (landed === undefined) throw new Error(`${spec.table} was not landed`);
  return landed;
}

async function rowsOf({ path }: LandedTable) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select * from read_parquet('${path}') order by all`,
  );
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJson();
}

/** The landed rows and sums, or the code of the refusal. */
async function outcome(spec: Omit<SourceSpec, 'files'>, texts: readonly string[]) {
  try {
    const landed = await land(spec, texts);
    const { accepted, rejects, duplicates, amounts, watermark } = landed;
    return { rows: await rowsOf(landed), accepted, rejects, duplicates, amounts, watermark };
  } catch (error) {
    if (error instanceof IntakeError) return error.code;
    throw error;
  }
}

const ROWS = 40;

/** Times of the past, shares of one, rates that are not zero, ids that differ. */
function isPlausible(text: string, { type }: ColumnContract): boolean {
  if (type === 'ts' || type === 'date') return /^(19|20[01])/.test(text);
  if (type === 'pct') return text.startsWith('0');
  return type === 'rate' ? Number(text) > 0 : type !== 'id' || text.length > 6;
}

function plainTexts(table: TableName, column: ColumnContract, at: number): readonly string[] {
  const form = plainForm(column, { assumeTimeZone: 'UTC' });
  if (form === null) return Array.from({ length: ROWS }, () => '');
  const texts = fc
    .sample(fc.stringMatching(new RegExp(`^(${form.form})$`)), { numRuns: 20 * ROWS, seed: at })
    .filter((text) => isOfForm(text, form) && isPlausible(text, column));
  if (!isPlainWhenEmpty(table, column)) return texts;
  const alternatives = (tableContract(table).anyOf ?? []).flat();
  const emptyRow = 1 + alternatives.indexOf(column.name);
  return texts.map((text, row) => (row % 8 === emptyRow ? '' : text));
}

function plainFile(table: TableName): readonly string[] {
  const columns = tableContract(table).columns;
  const texts = columns.map((column, at) => plainTexts(table, column, at));
  const rows = Array.from({ length: ROWS }, (_, row) =>
    texts.map((column, at) => (at % 5 === 3 && column[row] ? `"${column[row]}"` : column[row])),
  );
  return [columns.map(({ name }) => name), ...rows].map((fields) => fields.join(','));
}

describe.each(TABLE_NAMES.filter((name) => name !== 'calendar'))('a file of plain %s', (table) => {
  it('lands what all the rules find in it', async () => {
    const lines = plainFile(table);
    const spec = { table, assumeTimeZone: 'UTC' };
    // Rows that end with a carriage return alone are never taken for plain.
    const byAllRules = await outcome(spec, [`${lines.join('\r')}\r`]);
    expect(byAllRules).toEqual(
      table === 'survey_responses'
        ? 'SCORE_OUT_OF_SCALE'
        : expect.objectContaining({ accepted: ROWS }),
    );
    expect(await outcome(spec, [`${lines.join('\n')}\n`])).toEqual(byAllRules);
    expect(await outcome(spec, [lines.join('\r\n')])).toEqual(byAllRules);
  });
});

const HEADER = 'order_id,customer_id,ordered_at,net_amount,currency,channel';
const order = (id: string, amount = '5.00', channel = 'web') =>
  `${id},c1,2026-01-02T10:00:00Z,${amount},EUR,${channel}`;
const orders = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => order(`${prefix}${n}`));
const fileOf = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');

describe('several files of plain rows', () => {
  it('tell in which line of which file a key has other content', async () => {
    const landed = await land({ table: 'orders' }, [
      fileOf(...orders('a', 9000), order('x')),
      fileOf(order('x', '6.00'), ...orders('b', 20), order('b3')),
      fileOf(...orders('c', 11_000)),
    ]);
    expect(landed.rejects.map(({ file, line }) => [file.slice(-5), line])).toEqual([
      ['0.csv', 9002],
      ['1.csv', 2],
    ]);
    expect(landed).toMatchObject({ delivered: 20_023, accepted: 20_020, duplicates: 1 });
  });

  it('land with the row that is not plain in its place, whatever else is in the file', async () => {
    const landed = await land({ table: 'orders' }, [
      fileOf(...orders('a', 3000)),
      fileOf(
        ...orders('b', 3000),
        order('y', '+7'),
        order(' z ', '8'),
        order('q', '9', '"in, store"'),
      ),
      fileOf(...orders('c', 3000), order('s'), 'short'),
    ]);
    expect(landed.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3002, 'NUMBER_FORMAT'],
      [3003, 'SHORT_ROW'],
    ]);
    expect(landed.amounts[0]).toMatchObject({ currency: 'EUR', accepted: '45022.0000' });
    const rows = await rowsOf(landed);
    expect(rows.slice(-3).map(({ order_id, channel }) => [order_id, channel])).toEqual([
      ['q', 'in, store'],
      ['s', 'web'],
      ['z', 'web'],
    ]);
  });
});
