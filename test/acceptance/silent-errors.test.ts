import { expect, it } from 'vitest';
import { shopFolder, tenure } from './shop-folder.ts';

/** What a person could be found by, planted where it breaks something. */
const CANARIES = [
  'jane.roe@example.org',
  'C-canary-4711',
  '48213.37',
  '+353 1 234 5678',
  'Zoë Roe',
];
const HEADER = 'order_id,customer_id,ordered_at,net_amount,currency,channel';
const GOOD = Array.from(
  { length: 300 },
  (_, n) =>
    `o${n},c${n % 40},2026-10-${String(1 + (n % 28)).padStart(2, '0')}T10:00:00Z,10.00,EUR,web`,
);
const times = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n));
const at = '2026-11-02T10:00:00Z';

/** Deliveries that break, and how the orders are mapped. */
const BROKEN: readonly (readonly [string, readonly string[], string])[] = [
  ['an address for an amount', [`x,C-canary-4711,${at},jane.roe@example.org,EUR,web`], ''],
  ['a name for a currency', times(9, (n) => `x${n},C-canary-4711,${at},48213.37,Zoë Roe,web`), ''],
  [
    'an address for an id',
    times(12, (n) => `x${n},jane.roe@example.org,${at},48213.37,EUR,web`),
    '',
  ],
  ['a telephone number for a channel', [`x,C-canary-4711,${at},48213.37,EUR,+353 1 234 5678`], ''],
  ['a name for a time', times(40, (n) => `x${n},C-canary-4711,Zoë Roe,48213.37,EUR,web`), ''],
  ['an order told twice', [48213.37, 12].map((net) => `C-canary-4711,c1,${at},${net},EUR,web`), ''],
  ['an open quote', [`x,"C-canary-4711,${at},48213.37,EUR,web`], ''],
  [
    'a cast that the engine cannot do',
    [`x,C-canary-4711,${at},jane.roe@example.org,EUR,web`],
    'select order_id, customer_id, ordered_at, cast(net_amount as decimal(18, 4)) as net_amount, currency from lines',
  ],
  [
    'a mapping that takes ids for numbers',
    [`x,C-canary-4711,${at},48213.37,EUR,web`],
    'select order_id, cast(customer_id as integer) as customer_id, ordered_at, net_amount, currency from lines',
  ],
];

const folder = await shopFolder();

it.each(BROKEN)(
  'tells of %s without saying it',
  async (_, lines, sql) => {
    await folder.write('orders.csv', `${[HEADER, ...GOOD, ...lines].join('\n')}\n`);
    await folder.write('orders.sql', sql);
    const files =
      sql === '' ? 'files: orders.csv' : 'files: { lines: orders.csv }, sql: orders.sql';
    await folder.write(
      'tenure.yaml',
      `version: 1
business: { name: Example shop, currency: EUR }
sources: { orders: { ${files} } }
reports: [{ id: weekly, title: Weekly }]
`,
    );
    const config = ['--config', folder.at('tenure.yaml'), '--as-of', '2026-11-16'];
    const places = ['--out', folder.at('out'), '--store', folder.at('store')];
    const finished = [
      await tenure('check', ...config),
      await tenure('check', '--json', ...config),
      await tenure('run', ...config, ...places),
    ];
    const said = finished.flatMap(({ out, err }) => [out, err]).join('\n');
    expect(said.length).toBeGreaterThan(200);
    for (const canary of CANARIES) expect(said).not.toContain(canary);
  },
  60_000,
);
