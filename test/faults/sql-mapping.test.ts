import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { type Delivery, LOADED_AT, newDelivery } from './delivery.ts';
import { parquetBytes } from './parquet-file.ts';

let delivery: Delivery;
beforeEach(async () => {
  delivery = await newDelivery();
});
afterEach(() => delivery.discard());

async function land(spec: Omit<SourceSpec, 'table'>) {
  const snapshot = await takeSnapshot({
    sources: [{ table: 'orders', ...spec }],
    landingDirectory: delivery.landing,
    loadedAt: LOADED_AT,
  });
  return snapshot.tables.orders;
}

const LINES = [
  'Invoice No,Buyer,When,Qty,Price',
  '1,7,2026-01-02 10:00:00,2,1.10',
  '1,7,2026-01-02 10:00:00,1,0.05',
  '2,,2026-01-03 10:00:00,3,2.00',
  'C3,7,2026-01-04 10:00:00,-1,1.10',
];
const ORDERS_SQL = `-- grain: one row per order
select
  "Invoice No" as order_id,
  max("Buyer") as customer_id,
  min("When") as ordered_at,
  sum(cast("Qty" as integer) * cast("Price" as decimal(18, 4))) as net_amount,
  'GBP' as currency
from lines
where "Invoice No" not like 'C%'
group by "Invoice No";`;
const inLondon = { assumeTimeZone: 'Europe/London' };

describe('a sql mapping', () => {
  it('makes orders of lines, exactly, and keeps guests', async () => {
    const lines = await delivery.write('lines.csv', `${LINES.join('\n')}\n`);
    const landed = await land({ files: { lines: [lines] }, sql: ORDERS_SQL, ...inLondon });
    expect(landed).toMatchObject({
      delivered: 2,
      accepted: 2,
      amounts: [{ currency: 'GBP', accepted: '8.2500' }],
      files: [{ name: 'lines.csv', rows: 4 }],
      watermark: '2026-01-03T10:00:00Z',
    });
  });

  it('joins several files, each under its name, in the Trino dialect', async () => {
    const shops = await delivery.write('shops.csv', 'shop,currency\na,EUR\nb,GBP\n');
    const sales = await delivery.write(
      'sales.parquet',
      await parquetBytes(
        `select 'x' || n as id, ['a', 'b'][1 + n % 2] as shop, date '2026-01-05' + cast(n as integer) as day from range(4) t(n)`,
      ),
    );
    const landed = await land({
      files: { shops: [shops], sales: [sales] },
      sql: `select sales.id as order_id, cast(null as varchar) as customer_id,
              cast(date_trunc('week', sales.day) as varchar) || 'T00:00:00Z' as ordered_at,
              cast(date_diff('day', date '2026-01-01', sales.day) as decimal(18, 4)) as net_amount, shops.currency
            from sales join shops on shops.shop = sales.shop`,
    });
    expect(landed?.amounts.map(({ currency, accepted }) => [currency, accepted])).toEqual([
      ['EUR', '10.0000'],
      ['GBP', '12.0000'],
    ]);
    expect(landed?.watermark).toBe('2026-01-05T00:00:00Z');
  });

  it('sets aside its bad rows, which have no line', async () => {
    const rows = Array.from(
      { length: 1500 },
      (_, n) => `${n},7,2026-01-02T10:00:00Z,1,${n === 3 ? -1 : 1}`,
    );
    const lines = await delivery.write('lines.csv', `${[LINES[0], ...rows].join('\n')}\n`);
    const landed = await land({ files: { lines: [lines] }, sql: ORDERS_SQL });
    expect(landed).toMatchObject({ delivered: 1500, accepted: 1499, quarantined: 1 });
    expect(landed?.rejects).toMatchObject([
      { file: 'orders.sql', line: null, column: 'net_amount', reason: 'AMOUNT_NEGATIVE' },
    ]);
  });

  it('does not see rows of the wrong shape', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => `${n},7,2026-01-02T10:00:00Z,1,1`);
    const lines = await delivery.write('lines.csv', `${[LINES[0], ...rows, '9,9'].join('\n')}\n`);
    const landed = await land({ files: { lines: [lines] }, sql: ORDERS_SQL });
    expect(landed).toMatchObject({ delivered: 1500, accepted: 1500 });
    expect(landed?.warnings.map(({ code }) => code)).toContain('MISSHAPEN_ROWS');
  });
});

describe('a sql mapping is refused', () => {
  const refusal = async (sql: string) => {
    const lines = await delivery.write('lines.csv', `${LINES.join('\n')}\n`);
    return land({ files: { lines: [lines] }, sql, ...inLondon }).then(
      () => 'landed',
      (error: { code: string }) => error.code,
    );
  };

  it('when it names what its files lack', async () => {
    expect(await refusal('select nothing from lines')).toBe('SQL_MAPPING');
    expect(await refusal('select 1 as order_id from elsewhere')).toBe('SQL_MAPPING');
  });

  it('when it is more than one select', async () => {
    expect(await refusal(`${ORDERS_SQL} drop view lines`)).toBe('SQL_MAPPING');
    expect(await refusal('create table t as select 1 as x')).toBe('SQL_MAPPING');
  });

  it('when it reads another file of the machine', async () => {
    const elsewhere = await newDelivery();
    const secret = await elsewhere.write('secret.csv', 'a\n1\n');
    expect(await refusal(`select * from read_csv('${secret}')`)).toBe('SQL_MAPPING');
    expect(await refusal(`select * from read_text('/etc/hostname')`)).toBe('SQL_MAPPING');
    expect(await refusal(`select * from '${secret}'`)).toBe('SQL_MAPPING');
    await elsewhere.discard();
  });

  it('when money of it is a float', async () => {
    const sql = ORDERS_SQL.replace('as decimal(18, 4)', 'as double');
    expect(await refusal(sql)).toBe('FLOAT_MONEY');
  });

  it('when it would land a personal column', async () => {
    const sql = ORDERS_SQL.replace(`'GBP' as currency`, `'GBP' as currency, 'x' as customer_name`);
    expect(await refusal(sql)).toBe('REFUSED_COLUMN');
  });

  it('when its files differ', async () => {
    const one = await delivery.write('one.csv', 'a,b\n1,2\n');
    const other = await delivery.write('other.csv', 'b,a\n1,2\n');
    const landed = land({ files: { lines: [one, other] }, sql: ORDERS_SQL });
    await expect(landed).rejects.toMatchObject({ code: 'HEADER_DIFFERS' });
  });
});
