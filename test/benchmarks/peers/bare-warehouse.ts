import { DuckDBInstance } from '@duckdb/node-api';
import { bindParameters } from '#lib/warehouse/bind-parameters.ts';
import { parsedRows } from '#lib/warehouse/duckdb-rows.ts';
import trinoMacros from '#lib/warehouse/trino-macros.sql';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { MEMORY_LIMIT_MB, type RawOrders, rawOrders } from './scoped-warehouse.ts';

/**
 * What a run's queries of histories read, straight from the raw file: everyone, in one currency. It does as much for
 * the orders as toolkits do, which know no consents, erasures, currencies, refunds or zones.
 */
export async function bareWarehouse({ file, threads }: RawOrders): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${MEMORY_LIMIT_MB}MB`,
    threads: String(threads),
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  await connection.run(trinoMacros);
  for (const statement of relations(file)) await connection.run(statement);
  return {
    async run(query, parameters) {
      const { sql, values } = bindParameters(query.query.sql, parameters);
      return parsedRows(await connection.run(sql, values), query.query.parseRow);
    },
    inspect: async () => ({}),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const relations = (file: string): string[] => [
  `create table purchase_days_in_scope as
    select customer_id, date as order_date, cast(sum(cast(100 * amount as integer)) as bigint) as value_minor
    from ${rawOrders(file)} group by 1, 2`,
  `create view audiences_in_scope as
    select distinct customer_id, 'all' as scheme, 'all' as segment from purchase_days_in_scope`,
  `create view customers_in_scope as
    select '' as customer_id, 0 as acquired_month, false as acquisition_known where false`,
];
