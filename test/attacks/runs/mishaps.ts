import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { main } from '#lib/cli/main.ts';
import { errorsAttack, type Mishap } from '../attackers/a09-errors.ts';
import type { Score } from '../attackers/score.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { REFUSED_IDS, TELLING_IDS } from '../shop/canaries.ts';
import { deliveryOn, writeDelivery } from '../shop/delivery.ts';

const AS_OF = '2026-11-16';
const SHOP = { seed: 41, customers: 150, from: '2026-05-04', to: AS_OF, late: 0, erasuresAWeek: 0 };

/** A cell of the orders that is replaced in every row, so that no row can be set aside quietly. */
interface Fault {
  readonly name: string;
  readonly column: number;
  readonly planted: readonly string[];
}

const [READER] = TELLING_IDS;

const FAULTS: readonly Fault[] = [
  { name: 'e-mail for an id', column: 1, planted: REFUSED_IDS.slice(0, 1) },
  { name: 'telephone for an id', column: 1, planted: REFUSED_IDS.slice(1) },
  { name: 'name for a time', column: 2, planted: [READER] },
  { name: 'name for a currency', column: 3, planted: [READER] },
  { name: 'e-mail for an amount', column: 4, planted: REFUSED_IDS.slice(0, 1) },
  { name: 'name twice for an order', column: 0, planted: [READER] },
  { name: 'amount too large', column: 4, planted: ['98765432109876543210.99'] },
];

/** Delivers files that cannot be read, and listens; the naive side passes on what its engine says. */
export async function mishaps(
  folder: string,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  const path = await writeDelivery(deliveryOn(attackShop(SHOP), AS_OF), folder);
  const whole = await readFile(join(folder, 'orders.csv'), 'utf8');
  const [ours, naive]: [Mishap[], Mishap[]] = [[], []];
  for (const fault of FAULTS) {
    await writeFile(join(folder, 'orders.csv'), withFault(whole, fault));
    ours.push({ ...fault, said: await run(path, folder) });
    naive.push({ ...fault, said: await engineOn(join(folder, 'orders.csv')) });
  }
  return { ours: errorsAttack(ours), naive: errorsAttack(naive) };
}

function withFault(text: string, { column, planted }: Fault): string {
  const [header = '', ...rows] = text.trim().split('\n');
  const changed = rows.map((row, i) =>
    row
      .split(',')
      .with(column, planted[i % planted.length] ?? '')
      .join(','),
  );
  return `${[header, ...changed].join('\n')}\n`;
}

async function run(configuration: string, folder: string): Promise<string> {
  const said: string[] = [];
  const terminal = { out: said, err: said, live: false, colour: false };
  await main(
    [
      ...['node', 'tenure', 'run', '--config', configuration, '--as-of', AS_OF],
      ...['--out', join(folder, 'out'), '--store', join(folder, 'store')],
    ],
    { ...terminal, out: (text) => said.push(text), err: (text) => said.push(text) },
  );
  return said.join('');
}

async function engineOn(file: string): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    await connection.run(
      `select customer_id::bigint, ordered_at::timestamp, net_amount::decimal(18, 4) from read_csv('${file}', all_varchar = true)`,
    );
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  } finally {
    connection.closeSync();
  }
}
