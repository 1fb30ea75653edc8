import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import type { ColumnContract, ColumnType, TableContract } from '#lib/contract/column.ts';
import { type TableName, tableContract } from '#lib/contract/tables.ts';
import { trinoTypedSelect } from '#lib/intake/athena/typing/trino-typed-select.ts';
import { openSession } from '#lib/intake/landing/duckdb-session.ts';
import { sqlText } from '#lib/intake/landing/sql-text.ts';
import type { TypingContext } from '#lib/intake/typing/column-rule.ts';
import { assumedZone } from '#lib/intake/typing/time-sql.ts';
import { rawName, typedSelect } from '#lib/intake/typing/typed-select.ts';
import './landing-snapshot.ts';
import { TEXTS } from './landing-texts.ts';
import { differenceOf, type Row } from './same-rows.ts';
import { recordsOf, runOnTrino } from './trino-client.ts';

const folder = await mkdtemp(join(tmpdir(), 'typing-'));
const session = await openSession({
  memoryLimitMb: 800,
  threads: 2,
  readable: [],
  workDirectory: join(folder, 'work'),
});
afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

const GOOD: Readonly<Record<Exclude<ColumnType, 'enum'>, string>> = {
  id: 'x1',
  code: 'web',
  str: 'web',
  ccy: 'EUR',
  money: '5',
  rate: '1.5',
  num: '3',
  pct: '0.5',
  int: '3',
  bool: 'true',
  ts: '2026-01-02T10:00:00Z',
  date: '2026-01-02',
  list: '["a"]',
  map: '{"a":"b"}',
};

const goodText = ({ type, values }: ColumnContract): string =>
  type === 'enum' ? (values?.[0] ?? '') : GOOD[type];

/** Every text in every column, the others good; and no text. */
const rowsOf = (columns: readonly ColumnContract[]): (string | null)[][] =>
  columns.flatMap((_, at) =>
    [null, ...TEXTS].map((text) =>
      columns.map(goodText).map((good, n) => (n === at ? text : good)),
    ),
  );

type Case = readonly [table: TableName, zone: string | null, format: 'major' | 'minor'];

const CASES: readonly Case[] = [
  ['orders', null, 'major'],
  ['orders', 'Europe/Dublin', 'minor'],
  ['marketing_spend', null, 'major'],
  ['refunds', 'America/Sao_Paulo', 'major'],
  ['invoices', 'Australia/Lord_Howe', 'minor'],
  ['customers', 'Asia/Beirut', 'major'],
  ['loyalty_ledger', 'Asia/Kolkata', 'minor'],
  ['fx_rates', null, 'major'],
  ['survey_responses', 'UTC', 'major'],
  ['ledger_totals', null, 'major'],
  ['attribution', null, 'major'],
  ['adjustments', null, 'major'],
];

interface Typed {
  readonly table: TableContract;
  readonly context: TypingContext;
}

type Texts = readonly (readonly (string | null)[])[];

async function onDuckdb({ table, context }: Typed, rows: Texts): Promise<Row[]> {
  const { columns } = table;
  const values = rows.map((row, n) => `(${[...row.map(literal), n].join(', ')})`);
  const raw = columns.map((column, n) => `cast(c${n} as varchar) as ${rawName(column)}`);
  const delivered = `select ${raw.join(', ')}, n as file_line
    from (values ${values.join(', ')}) as v (${columns.map((_, n) => `c${n}`).join(', ')}, n)`;
  const typing = { table, columns, context, plain: new Set<string>() };
  return session.rows(
    `select ${selected(columns, (name) => `cast(to_json(${name}) as varchar)`)},
       reject."column" as reject_column, reject.reason as reject_reason, reject.hash as reject_hash,
       respelled, repeated_time
     from (${typedSelect(typing, delivered, ['file_line'])}) order by file_line`,
  );
}

async function onTrino({ table, context }: Typed, rows: Texts, name: string): Promise<Row[]> {
  const trino = inject('trino');
  const { columns } = table;
  await runOnTrino(trino.session, `drop table if exists ${name}`);
  await mkdir(join(trino.data, name), { recursive: true });
  const lines = rows.map((row, n) => `${[n, '', ...row.map(staged)].join('\u0001')}\n`);
  await writeFile(join(trino.data, name, '00000-00000.txt'), lines.join(''));
  const fields = ['line', 'shape', ...columns.map((_, n) => `c${n}`)];
  await runOnTrino(
    trino.session,
    `create table ${name} (${fields.map((field) => `${field} varchar`).join(', ')}) with (
       external_location = 'local:///${name}', format = 'TEXTFILE',
       textfile_field_separator = U&'\\0001', null_format = '')`,
  );
  const raw = columns.map(
    (_, n) => `replace(replace(c${n}, chr(2), chr(10)), chr(3), chr(13)) as r${n}`,
  );
  const delivered = `select ${raw.join(', ')}, 0 as file_ordinal, cast(line as bigint) as file_line, shape from ${name}`;
  const typed = trinoTypedSelect({ table, columns, context }, delivered);
  const found = await runOnTrino(
    trino.session,
    `select ${selected(columns, (column) => `json_format(cast(${column} as json))`)},
       reject_column, reject_reason, reject_hash, respelled, repeated_time
     from (${typed}) order by file_line`,
  );
  return recordsOf(found);
}

const selected = (columns: readonly ColumnContract[], json: (name: string) => string): string =>
  columns
    .map(({ name, type }) => {
      const nested = type === 'list' || type === 'map';
      return `${nested ? json(`"${name}"`) : `"${name}"`} as "${name}"`;
    })
    .join(', ');

const literal = (text: string | null): string => (text === null ? 'null' : sqlText(text));

/** A text as a field of a staged row. */
const staged = (text: string | null): string =>
  (text ?? '').replaceAll('\n', '\u0002').replaceAll('\r', '\u0003');

it.each(CASES)('types %s as DuckDB does, in zone %s, money in %s units', async (...chosen) => {
  const [name, zone, moneyFormat] = chosen;
  const table = tableContract(name);
  const context: TypingContext = {
    zone: assumedZone(name, zone ?? undefined),
    moneyFormat,
    latestEvent: '2026-11-23T12:00:00.000Z',
    eventTime: table.eventTime ?? null,
  };
  const rows = rowsOf(table.columns);
  const expected = await onDuckdb({ table, context }, rows);
  const found = await onTrino({ table, context }, rows, `typing_${name}_${moneyFormat}`);
  expect(differenceOf(expected, found, true)).toBeNull();
});
