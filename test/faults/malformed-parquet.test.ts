import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { newDelivery } from './delivery.ts';
import { type Case, named, responseTo } from './outcome.ts';
import { parquetBytes } from './parquet-file.ts';

const COLUMNS = {
  order_id: `'o' || n`,
  customer_id: `'c' || n % 12`,
  ordered_at: `timestamptz '2026-01-01 10:00:00+00'`,
  net_amount: 'cast(n % 90 + 0.5 as decimal(10, 2))',
  currency: `'EUR'`,
};

type Columns = Readonly<Record<string, string | null>>;

/** 2,000 rows as Parquet; a column that is null is left out. */
function table(columns: Columns) {
  const values = Object.entries(columns).flatMap(([name, value]) =>
    value === null ? [] : [`${value} as "${name}"`],
  );
  return parquetBytes(`select ${values.join(', ')} from range(2000) as t(n)`);
}

const orders = (changes: Columns = {}) => table({ ...COLUMNS, ...changes });

const file = (content: Uint8Array) => ({ 'orders.parquet': content });
const good = await orders();
const flipped = good.map((byte, index) => (index === 400 ? byte ^ 1 : byte));
const manifest = {
  table: 'orders',
  rows: 2000,
  sha256: createHash('sha256').update(good).digest('hex'),
};
const announced = { ...file(flipped), 'orders.parquet.manifest.json': JSON.stringify(manifest) };
const hugeFooter = Buffer.from(good);
hugeFooter.writeUInt32LE(0xffffff0, good.length - 8);
const localTime = await orders({ ordered_at: `timestamp '2026-01-01 10:00:00'` });
const floats = await orders({ net_amount: 'cast(n as double) / 10' });
const notFinite = await orders({
  net_amount: `case when n = 5 then cast('nan' as double) else 1 end`,
});
const utc = { assumeTimeZone: 'UTC' };
const cast = { castFloatMoney: true };

const cases: readonly Case[] = [
  ['Parquet', file(good), 'landed 2000'],
  [
    'Parquet columns in another order',
    file(await table(Object.fromEntries(Object.entries(COLUMNS).reverse()))),
    'landed 2000',
  ],
  ['Parquet cut', file(good.subarray(0, good.length - 20)), 'refused PARQUET_DAMAGED'],
  [
    'Parquet without a middle',
    file(Buffer.concat([good.subarray(0, 9), good.subarray(-90)])),
    'refused PARQUET_DAMAGED',
  ],
  ['Parquet mark only', file(Buffer.from('PAR1')), 'refused PARQUET_DAMAGED'],
  ['Parquet marks only', file(Buffer.from('PAR1PAR1')), 'refused PARQUET_DAMAGED'],
  ['Parquet with an impossible footer', file(hugeFooter), 'refused PARQUET_DAMAGED'],
  ['empty Parquet', file(new Uint8Array()), 'refused EMPTY'],
  [
    'Parquet without rows',
    file(await parquetBytes('select 1 as order_id where false')),
    'refused EMPTY',
  ],
  ['encrypted Parquet', file(Buffer.from('PARE....PARE')), 'refused PARQUET_MISNAMED'],
  ['Parquet named .csv', { 'orders.csv': good }, 'refused PARQUET_MISNAMED'],
  ['CSV named .parquet', file(Buffer.from('order_id\n1\n')), 'refused PARQUET_MISNAMED'],
  ['a flipped bit, with a manifest', announced, 'refused MANIFEST_MISMATCH'],
  [
    'a renamed column',
    file(await orders({ net_amount: null, amount: 'n' })),
    'refused HEADER_MISSING_COLUMN',
  ],
  ['an id as float', file(await orders({ order_id: 'cast(n as double)' })), 'refused COLUMN_TYPE'],
  ['an id as integer', file(await orders({ order_id: 'n' })), 'landed 2000'],
  ['a nested column', file(await orders({ order_id: `{'id': n}` })), 'refused COLUMN_TYPE'],
  ['a time as date and time without zone', file(localTime), 'refused TIME_WITHOUT_OFFSET'],
  ['the same in a declared zone', file(localTime), 'landed 2000', utc],
  [
    'a time in nanoseconds',
    file(await orders({ ordered_at: `timestamp_ns '2026-01-01 10:00:00'` })),
    'landed 2000',
    utc,
  ],
  ['a time as a number', file(await orders({ ordered_at: '1767312000' })), 'refused COLUMN_TYPE'],
  [
    'money of another scale',
    file(await orders({ net_amount: 'cast(n as decimal(30, 9))' })),
    'landed 2000',
  ],
  [
    'money with more decimals',
    file(await orders({ net_amount: 'cast(0.12345 as decimal(9, 5))' })),
    'refused TOO_MANY_DECIMALS',
  ],
  ['money as float', file(floats), 'refused FLOAT_MONEY'],
  ['money as float, cast by declaration', file(floats), 'landed 2000', cast],
  ['a float that is no number', file(notFinite), 'landed 1999, set aside AMOUNT_NOT_FINITE', cast],
];

it.each(named(...cases))('$name', async ({ entry, response }) => {
  expect(await responseTo(entry)).toBe(response);
});

it('sums floats after the cast, not before', async () => {
  const delivery = await newDelivery();
  await delivery.write('orders.parquet', await orders({ net_amount: 'cast(0.1 as double)' }));
  const landed = await delivery.land({ table: 'orders', files: ['orders.parquet'], ...cast });
  expect(landed.amounts[0]?.accepted).toBe('200.0000');
  await delivery.discard();
});
