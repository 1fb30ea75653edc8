import { DuckDBInstance } from '@duckdb/node-api';

/** What any report must do at least: read the order files and add up, for all and for each customer. */
const QUERIES = {
  sum: 'select sum(net_amount) from orders',
  'group-by': `select count(*), sum(spent) from (
    select customer_id, count(*), sum(net_amount) as spent from orders group by customer_id)`,
};

/** Short queries vary; the median of these counts. */
const RUNS = 3;

const [files = '', threads = '2'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const types = `types = {'net_amount': 'decimal(18, 4)', 'customer_id': 'varchar'}`;
await connection.run(
  `create view orders as select * from read_csv('${files.replaceAll("'", "''")}', ${types})`,
);
for (const [name, sql] of Object.entries(QUERIES)) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await connection.runAndReadAll(sql);
    times.push((performance.now() - begin) / 1000);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
  process.stderr.write(`${name} of ${files} ${median.toFixed(2)} s\n`);
}
