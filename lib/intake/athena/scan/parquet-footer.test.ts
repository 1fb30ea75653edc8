import { expect, it } from 'vitest';
import { parquetBytes } from '../../../../test/faults/parquet-file.ts';
import { memoryDelivery } from './memory-delivery.fixture.ts';
import { readFooter } from './parquet-footer.ts';

const read = (bytes: Uint8Array) =>
  readFooter({ name: 'a.parquet', bytes: bytes.length }, memoryDelivery(Buffer.from(bytes)));

it("knows every type that DuckDB writes by DuckDB's own name, and what reads it", async () => {
  const values: readonly (readonly [sql: string, type: string, hiveType: string | null])[] = [
    ['1::tinyint', 'TINYINT', 'tinyint'],
    ['1::smallint', 'SMALLINT', 'smallint'],
    ['1::integer', 'INTEGER', 'int'],
    ['1::bigint', 'BIGINT', 'bigint'],
    ['1::utinyint', 'UTINYINT', 'smallint'],
    ['1::usmallint', 'USMALLINT', 'int'],
    ['1::uinteger', 'UINTEGER', null],
    ['1::ubigint', 'UBIGINT', null],
    ['true', 'BOOLEAN', 'boolean'],
    ['1.5::float', 'FLOAT', 'float'],
    ['1.5::double', 'DOUBLE', 'double'],
    ['1.5::decimal(9, 2)', 'DECIMAL(9,2)', 'decimal(9,2)'],
    ['1.5::decimal(38, 9)', 'DECIMAL(38,9)', 'decimal(38,9)'],
    [`date '2026-01-02'`, 'DATE', 'date'],
    [`timestamp '2026-01-02 10:00:00'`, 'TIMESTAMP', 'timestamp'],
    [`timestamp_ns '2026-01-02 10:00:00'`, 'TIMESTAMP_NS', 'timestamp'],
    [`timestamptz '2026-01-02 10:00:00+00'`, 'TIMESTAMP WITH TIME ZONE', 'timestamp'],
    [`'a'`, 'VARCHAR', 'string'],
    [`['a']`, 'VARCHAR[]', 'array<string>'],
    [`map {'a': 'b'}`, 'MAP(VARCHAR, VARCHAR)', 'map<string,string>'],
    [`{'a': 'b'}`, 'STRUCT', null],
    ['[1]', 'STRUCT', null],
    [`time '10:00:00'`, 'TIME', null],
    [`'a'::blob`, 'BLOB', null],
    ['uuid()', 'UUID', null],
  ];
  const select = values.map(([sql], n) => `${sql} as "Column ${n}"`).join(', ');
  const { rows, columns } = await read(await parquetBytes(`select ${select} from range(3)`));
  expect(rows).toBe(3);
  expect(columns).toEqual(
    values.map(([, type, hiveType], n) => ({ name: `Column ${n}`, type, hiveType })),
  );
});

/** A file without rows whose one column `t` is INT96: Thrift's compact protocol, written by hand. */
const OLD_TIMESTAMP = [
  ...[0x15, 0x02],
  ...[0x19, 0x2c, 0x48, 1, 0x72, 0x15, 0x02, 0, 0x15, 0x06, 0x25, 0x02, 0x18, 1, 0x74, 0],
  ...[0x16, 0x00],
  ...[0x19, 0x0c],
  0,
];

const framed = (footer: readonly number[]) =>
  Buffer.concat([
    Buffer.from('PAR1'),
    Buffer.from(footer),
    Buffer.from([footer.length, 0, 0, 0]),
    Buffer.from('PAR1'),
  ]);

const good = Buffer.from(await parquetBytes('select 1 as a'));
const hugeFooter = Buffer.from(good);
hugeFooter.writeUInt32LE(0xffffff0, good.length - 8);
const brokenFooter = Buffer.from(good);
brokenFooter.fill(0xff, good.length - 60, good.length - 40);

it.each<[string, Uint8Array, string]>([
  ['an INT96 timestamp', framed(OLD_TIMESTAMP), 'COLUMN_TYPE'],
  ['a cut end', good.subarray(0, -20), 'PARQUET_DAMAGED'],
  ['an impossible footer', hugeFooter, 'PARQUET_DAMAGED'],
  ['an unreadable footer', brokenFooter, 'PARQUET_DAMAGED'],
  ['marks only', Buffer.from('PAR1PAR1'), 'PARQUET_DAMAGED'],
  [
    'an encrypted footer',
    Buffer.concat([good.subarray(0, -4), Buffer.from('PARE')]),
    'PARQUET_DAMAGED',
  ],
])('refuses %s', async (_, bytes, code) => {
  await expect(read(bytes)).rejects.toMatchObject({ name: 'IntakeError', code });
});

it('names the column whose timestamps are old', async () => {
  await expect(read(framed(OLD_TIMESTAMP))).rejects.toMatchObject({ column: 't' });
});
