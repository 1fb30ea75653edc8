import { beforeAll, expect, it } from 'vitest';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { type FigureLine, nameOf, shopFolder, tenure } from './shop-folder.ts';

const AS_OF = '2024-11-25';
const TIMEOUT_MS = 60_000;

const configuration = (data: string, erasures: string) => `version: 1
business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin }
sources:
  orders: { files: ${data}/orders-*.csv, historyComplete: true }
  refunds: { files: ${data}/refunds.csv }
  customers: { files: ${data}/customers.csv }
  marketing_spend: { files: data/marketing_spend.csv }
  touchpoints: { files: ${data}/touchpoints.csv }
  fx_rates: { files: data/fx_rates.csv }
${erasures}
reports:
  - { id: weekly, title: Customer value report, segments: [country], cohorts: { ages: 3 } }
`;

const folder = await shopFolder();
const linesOf = (name: string) => folder.text(name).trim().split('\n');
/** Lines of a file without those that hold one of these ids in a cell of their own. */
const without = (name: string, ids: ReadonlySet<string>) =>
  linesOf(name).filter((line) => !line.split(',').some((cell) => ids.has(cell)));

/** Every tenth customer who ordered in the reported week, and every fortieth of the others. */
function chosen(): Set<string> {
  const orders = linesOf('data/orders-2024.csv')
    .slice(1)
    .map((line) => line.split(','));
  const buyers = new Set(
    orders.filter(([, , time = '']) => time >= '2024-11-18').map(([, customer = '']) => customer),
  );
  buyers.delete('');
  const others = linesOf('data/customers.csv')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  const some = (ids: readonly string[], n: number) => ids.filter((_, i) => i % n === 0);
  return new Set([...some([...buyers], 10), ...some(others, 40)]);
}

const figures = new Map<string, Map<string, FigureLine>>();
let erased = new Set<string>();

async function run(name: string, text: string): Promise<void> {
  await folder.write(`${name}.yaml`, text);
  const { code, err } = await tenure(
    ...['run', '--config', folder.at(`${name}.yaml`), '--as-of', AS_OF],
    ...['--out', folder.at(name), '--store', folder.at(`${name}-store`), '--memory', '400'],
  );
  if (code !== 0) throw new Error(`the run ended ${code}: ${err}`);
  const lines = folder.report(name).figures.map((line) => [nameOf(line), line] as const);
  figures.set(name, new Map(lines));
}

/** The shop as it is, with erasure requests, and as if these customers had never been there. */
beforeAll(async () => {
  const shop = { customers: 700, seed: 'erased', asOf: AS_OF, troubles: false };
  await writeSampleShop({ ...shop, directory: folder.path });
  erased = chosen();
  const requests = [...erased].map((id, i) => `e${i},${id},2024-11-25T09:00:00Z`);
  await folder.write(
    'erasures.csv',
    `${['request_id,customer_id,requested_at', ...requests].join('\n')}\n`,
  );
  await folder.makeFolder('never');
  const files = folder.files('data').filter((name) => name.startsWith('orders-'));
  const orders = new Set(
    files.flatMap((name) =>
      linesOf(`data/${name}`)
        .map((line) => line.split(','))
        .filter(([, customer = '']) => erased.has(customer))
        .map(([order = '']) => order),
    ),
  );
  for (const name of [...files, 'customers.csv', 'touchpoints.csv'])
    await folder.write(`never/${name}`, `${without(`data/${name}`, erased).join('\n')}\n`);
  await folder.write('never/refunds.csv', `${without('data/refunds.csv', orders).join('\n')}\n`);
  await run('as-it-is', configuration('data', ''));
  await run('with-requests', configuration('data', '  erasures: { files: erasures.csv }'));
  await run('without-them', configuration('never', ''));
}, TIMEOUT_MS);

/** Of what was delivered, intake set this much aside before anybody knew whose it was. */
const OF_INTAKE = /^\["quarantine-share"/;

it('takes erased customers out of every figure, as if they had never been there', () => {
  expect(erased.size).toBeGreaterThan(20);
  const never = figures.get('without-them') ?? new Map();
  const requested = figures.get('with-requests') ?? new Map();
  expect([...requested.keys()]).toEqual([...never.keys()]);
  for (const [name, { value, reason }] of requested) {
    if (OF_INTAKE.test(name)) continue;
    const other = never.get(name);
    expect([name, value, reason]).toEqual([name, other.value, other.reason]);
  }
});

it('had them in before', () => {
  const before = figures.get('as-it-is') ?? new Map();
  const after = figures.get('with-requests') ?? new Map();
  const changed = [...before].filter(([name, { value }]) => after.get(name)?.value !== value);
  expect(changed.length).toBeGreaterThan(50);
  const metrics = new Set(changed.map(([, { metric }]) => metric));
  for (const metric of [
    'clv-predicted',
    'clv-historic',
    'money-ladder',
    'cohort-retention',
    'cac-loaded',
  ])
    expect([metric, metrics.has(metric)]).toEqual([metric, true]);
});
