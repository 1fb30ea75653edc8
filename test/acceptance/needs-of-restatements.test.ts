import { beforeAll, expect, it } from 'vitest';
import { filesOf, lateShop, sumsOf } from './late-shop.ts';
import { needsShop } from './needs-shop.ts';

const TIMEOUT_MS = 400_000;
const { folder, run, words, total } = await needsShop(1);
const shop = lateShop();
const REPORT =
  '{ id: weekly, title: Value, recipients: { finance: [finance@example.com] }, cohorts: { ages: 2 } }';

beforeAll(async () => {
  const deliveries = {
    early: filesOf(shop, ({ late }) => !late),
    whole: filesOf(shop, () => true),
  };
  for (const [name, { orders, refunds }] of Object.entries(deliveries)) {
    await folder.write(`${name}-orders.csv`, orders);
    await folder.write(`${name}-refunds.csv`, refunds);
  }
});

/** Sends the report of a week of a 4-4-5 calendar, whose third quarter closes on 30 September. */
const send = async (out: string, asOf: string, delivery: 'early' | 'whole'): Promise<void> => {
  const { code } = await run(out, {
    asOf,
    flags: ['--send'],
    fiscal: '4-4-5',
    store: 'kept-store',
    orders: `${delivery}-orders.csv`,
    sources: { refunds: `${delivery}-refunds.csv` },
    reports: [REPORT],
  });
  expect(code).toBe(0);
};

const restated = (week: string, part: string): number | null | undefined =>
  folder
    .report('bundle')
    .figures.find(
      ({ metric, options, period }) =>
        metric === 'restatement' &&
        options === `bundle=2024-Q3; line=net-revenue; part=${part}` &&
        period === week,
    )?.value;

const netRevenue = (out: string) =>
  total(out, { metric: 'money-ladder', options: 'line=net-revenue', period: '2024-W38' });

const WEEK = ['2024-09-16', '2024-09-23'] as const;

it(
  'need 6: every figure that moved is in the bundle of its quarter with its cause, and comparisons open at it',
  async () => {
    await send('w37', '2024-09-16', 'early');
    await send('w38', '2024-09-23', 'early');
    expect(words('w38')).toContain('None in this report; next bundle Tue 1 Oct 2024 (Q3 close).');

    await send('bundle', '2024-09-30', 'whole');
    const was = sumsOf(shop, WEEK, ({ late }) => !late);
    const now = sumsOf(shop, WEEK, () => true);
    const late = sumsOf(shop, WEEK, (row) => row.late);
    expect(restated('2024-W38', 'released')).toBeCloseTo(was.net, 6);
    expect(restated('2024-W38', 'now')).toBeCloseTo(now.net, 6);
    expect(restated('2024-W38', 'difference')).toBeCloseTo(late.net, 6);
    expect(restated('2024-W38', 'late-orders')).toBeCloseTo(late.sold, 6);
    expect(restated('2024-W38', 'late-refunds')).toBeCloseTo(-late.back, 6);
    expect(restated('2024-W38', 'other')).toBe(0);
    expect(words('bundle')).toMatch(
      /4 RESTATEMENTS Closed weeks .* W38 net revenue [\d,]+ [\d,]+ \+/,
    );
    expect(netRevenue('bundle')).toBeCloseTo(was.net, 6);

    const files = folder.files('bundle').filter((name) => name !== 'run.json');
    const before = files.map((name) => folder.bytes(`bundle/${name}`));
    await send('bundle', '2024-09-30', 'whole');
    const moved = files.filter(
      (name, i) => !folder.bytes(`bundle/${name}`).equals(before[i] ?? Buffer.of()),
    );
    expect(moved).toEqual([]);

    await send('next', '2024-10-07', 'whole');
    expect(words('next')).toContain('None in this report; next bundle Tue 31 Dec 2024 (Q4 close).');
    await send('year', '2025-09-22', 'whole');
    expect(netRevenue('year')).toBeCloseTo(now.net, 6);
  },
  TIMEOUT_MS,
);

it('says nothing of a week that one customer changed, not even that it has changed', () => {
  expect(restated('2024-W37', 'difference')).toBeUndefined();
  const files = folder.files('bundle').filter((name) => /\.(txt|csv|json|html|eml)$/.test(name));
  expect(files.length).toBeGreaterThan(3);
  const alone = /1[,.]?234[.,]56|restatement.*2024-W37|2024-W37.*restate/;
  for (const name of files) expect(folder.text(`bundle/${name}`)).not.toMatch(alone);
});
