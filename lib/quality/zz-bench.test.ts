import { it } from 'vitest';
import { emptyTableSql } from '#lib/contract/landed-schema.ts';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import { duckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { CHECKS } from './checks.ts';
import { SOUND_SETTINGS, soundIntake } from '../../test/fixtures/sound-shop.ts';
it('bench', async () => {
  const files: Record<string,string> = { orders: 'orders', refunds: 'refunds', customers: 'customers', segment_membership: 'membership', consents: 'consents' };
  const w = await duckdbWarehouse({
    tables: TABLE_NAMES.map((t) => {
      if (t === 'ledger_totals') return `create table ledger_totals as ${emptyTableSql(t)} union all by name select '2026-W47' as period, 'net_sales' as account, 1::decimal(18,4) as amount, 'EUR' as currency`;
      if (t === 'fx_rates') return `create table fx_rates as ${emptyTableSql(t)} union all by name select cast(d as date) as rate_date, 'USD' as base, 'EUR' as quote, 0.5::decimal(18,8) as rate from range(date '2023-11-01', date '2026-12-01', interval 1 day) x(d)`;
      return `create view ${t} as ${emptyTableSql(t)}${files[t] ? ` union all by name select * from read_parquet('/tmp/quality/${files[t]}.parquet')` : ''}`;
    }).map((s, i) => TABLE_NAMES[i] === 'orders' ? `create view orders as select * from read_parquet('/tmp/quality/orders.parquet')` : s),
    readable: ['/tmp/quality'], workDirectory: '/tmp/quality/work', memoryLimitMb: 1000, threads: 2 });
  let total = 0;
  for (const c of CHECKS) {
    const t0 = performance.now(); const cpu = process.cpuUsage();
    const m = await c.measure({ inspect: (q, p) => w.inspect(q, p), settings: SOUND_SETTINGS, intake: soundIntake() });
    const u = process.cpuUsage(cpu); total += performance.now() - t0;
    console.log(c.id.padEnd(20), ((performance.now() - t0) / 1000).toFixed(2), 'cpu', ((u.user + u.system) / 1e6).toFixed(2), m.found, m.values);
  }
  console.log('total', total / 1000);
  const t0 = performance.now(); const cpu = process.cpuUsage();
  await w.inspect({ name: 'x', sql: 'select count(*) as n from (select customer_id, sum(net_amount) s from orders group by 1)' }, {});
  const u = process.cpuUsage(cpu);
  console.log('group by customer', (performance.now() - t0) / 1000, (u.user + u.system) / 1e6);
  await w.close();
}, 300000);
