import { beforeAll, expect, it } from 'vitest';
import { needsShop } from './needs-shop.ts';
import type { FigureLine } from './shop-folder.ts';

const TIMEOUT_MS = 120_000;
const RATES = { fx_rates: 'data/fx_rates.csv' };
const { folder, run, words } = await needsShop(2_000);

/** Months since year 0 of a label such as `2024-09`. */
const monthNumber = (label: string): number =>
  12 * Number(label.slice(0, 4)) + Number(label.slice(5, 7));

/** The month in which a cell's window ends; the last closed one was October. */
const windowOf = ({ scope }: FigureLine) =>
  monthNumber(scope['cohort'] ?? '') + Number(scope['age']);
const LAST_CLOSED = monthNumber('2024-10');

it(
  'need 2: no month that some of a cohort have not lived is printed as a number or averaged',
  async () => {
    expect((await run('ripe', { sources: RATES })).code).toBe(0);
    const { figures } = folder.report('ripe');
    const retention = figures.filter(({ metric }) => metric === 'cohort-retention');
    const cells = retention.filter(({ scope }) => scope['cohort'] !== undefined);
    const unripe = cells.filter((cell) => windowOf(cell) > LAST_CLOSED);
    expect(unripe.length).toBeGreaterThan(3);
    for (const { value, reason } of unripe) expect([value, reason]).toEqual([null, 'unripe']);
    const size = ({ period }: FigureLine) =>
      figures.find((f) => f.options === 'grain=month' && f.period === period)?.value ?? 0;
    const means = retention.filter(({ options, value }) => options !== '' && value !== null);
    const checked = means.filter((mean) => {
      const ripe = cells.filter(
        (cell) => cell.scope['age'] === mean.scope['age'] && windowOf(cell) <= LAST_CLOSED,
      );
      const acting = ripe.reduce((sum, cell) => sum + (cell.value ?? Number.NaN) * size(cell), 0);
      const members = ripe.reduce((sum, cell) => sum + size(cell), 0);
      if (Number.isFinite(acting)) expect(mean.value).toBeCloseTo(acting / members, 9);
      return Number.isFinite(acting);
    });
    expect(checked.length).toBeGreaterThan(1);
  },
  TIMEOUT_MS,
);

/** Sixty who came in August 2024 and spent 30, 10, 0 and 0, and thirty who order every week. */
beforeAll(async () => {
  const rows = ['order_id,customer_id,ordered_at,currency,net_amount'];
  const add = (customer: string, day: string, amount: string) =>
    rows.push(`o${rows.length},${customer},${day}T12:00:00Z,EUR,${amount}`);
  for (let i = 0; i < 60; i += 1)
    add(`new-${i}`, '2024-08-14', ['30', '10', '0', '0'][i % 4] ?? '');
  for (let week = 0; week < 60; week += 1) {
    const day = new Date(Date.UTC(2024, 10, 24 - 7 * week)).toISOString().slice(0, 10);
    for (let i = 0; i < 30; i += 1) add(`old-${i}`, day, week === 0 ? 'AMOUNT' : '20');
  }
  const text = `${rows.join('\n')}\n`;
  await folder.write('doubled.csv', text.replaceAll('AMOUNT', '40'));
  await folder.write('half-more.csv', text.replaceAll('AMOUNT', '30'));
});

it(
  'need 10: members who spent nothing stay in a cohort, and alerts pass both limits',
  async () => {
    expect((await run('doubled', { orders: 'doubled.csv' })).code).toBe(0);
    expect((await run('half-more', { orders: 'half-more.csv' })).code).toBe(0);
    const cohort = folder
      .report('doubled')
      .figures.find(
        (f) =>
          f.metric === 'clv-historic' &&
          f.options === 'age=30 d' &&
          f.scope['cohort'] === '2024-08',
      );
    expect(cohort?.value).toBe(10);
    expect(words('doubled')).toContain(
      'Alert: Net sales rose +100.0% (+600) to EUR 1,200 since W46, more than 10 % and EUR 500.',
    );
    expect(words('half-more')).not.toContain('Alert:');
    expect(words('half-more')).toMatch(/Net sales, EUR, W47 900 \+50\.0%/);
  },
  TIMEOUT_MS,
);
