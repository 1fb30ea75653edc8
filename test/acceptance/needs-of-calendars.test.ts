import { expect, it } from 'vitest';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { needsShop } from './needs-shop.ts';

const TIMEOUT_MS = 120_000;
const { folder, run, words, lines } = await needsShop(1);

/** Month P11 of 2020 by hand on a wall calendar; the 53rd week lies in P12 of each pattern. */
const PATTERNS = [
  ['4-4-5', '2020-10-26', '2020-11-23'],
  ['4-5-4', '2020-10-26', '2020-11-30'],
  ['5-4-4', '2020-11-02', '2020-11-30'],
] as const;

it(
  'need 8: fiscal months of three patterns, a 53rd week, and the year ago shifted after it',
  async () => {
    const shop = { customers: 600, seed: 'weeks', asOf: '2021-01-11', troubles: false };
    await writeSampleShop({ ...shop, directory: folder.at('weeks') });
    const files = {
      orders: 'weeks/data/orders-*.csv',
      sources: { fx_rates: 'weeks/data/fx_rates.csv' },
    };
    const firsts = firstDays(['2018', '2019', '2020', '2021']);
    for (const [fiscal, from, to] of PATTERNS) {
      const out = `w53-${fiscal}`;
      expect((await run(out, { ...files, fiscal, asOf: '2021-01-04' })).code).toBe(0);
      expect(folder.report(out)).toMatchObject({
        period: '2020-W53',
        yearAgoPeriod: '2019-W52',
        month: '2020-P12',
      });
      const acquired = folder
        .report(out)
        .figures.find((f) => f.options === 'grain=month' && f.scope['cohort'] === '2020-P11');
      expect(acquired?.value).toBe(firsts.filter((day) => day >= from && day < to).length);
    }
    expect((await run('w1', { ...files, fiscal: '4-4-5', asOf: '2021-01-11' })).code).toBe(0);
    expect(folder.report('w1')).toMatchObject({ period: '2021-W01', yearAgoPeriod: '2020-W02' });
    expect(words('w1')).toContain(
      'W02 a year ago: that year had 53 weeks, so its weeks are shifted',
    );
  },
  TIMEOUT_MS,
);

/** The local day of each customer's first paid order, found by a plain loop over the files. */
function firstDays(years: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const { customer_id: customer = '', ordered_at: time = '' } of years.flatMap(paidOrders)) {
    const day = time.slice(0, 10);
    if (customer !== '' && day < (first.get(customer) ?? '9999')) first.set(customer, day);
  }
  return [...first.values()];
}

function paidOrders(year: string): Partial<Record<string, string>>[] {
  const name = `orders-${year}.csv`;
  if (!folder.files('weeks/data').includes(name)) return [];
  const [head, ...rows] = lines(`weeks/data/${name}`);
  const columns = head.split(',');
  return rows
    .map((row) => Object.fromEntries(row.split(',').map((cell, i) => [columns[i], cell])))
    .filter(({ status, cancelled_at }) => status === 'paid' && cancelled_at === '')
    .filter(({ is_test }) => is_test !== 'true');
}
