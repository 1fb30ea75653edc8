import { beforeAll, expect, it } from 'vitest';
import { fiscalSheet } from '#lib/units/fiscal-sheet.fixture.ts';
import type { FiscalDay } from '#lib/units/supplied-calendar.ts';
import { needsShop, WEEK } from './needs-shop.ts';

const TIMEOUT_MS = 120_000;
const { folder, run, words, lines } = await needsShop(900);

/** Fiscal years from the first Monday of February 2021 on; that of 2023 has 53 weeks. The table ends ten weeks after the cut. */
const SHEET = fiscalSheet({ start: '2021-02-01', firstYear: 2021, years: 4, long: [2] });

const csv = (days: readonly FiscalDay[]): string =>
  [
    'calendar_date,fiscal_year,fiscal_period,fiscal_week',
    ...days.map(({ date, year, period, week }) => [date, year, period, week].join(',')),
    '',
  ].join('\n');

const RATES = { fx_rates: 'data/fx_rates.csv' };
const runWith = (name: string, days: readonly FiscalDay[]) =>
  folder
    .write(`${name}.csv`, csv(days))
    .then(() => run(name, { sources: { ...RATES, calendar: `${name}.csv` } }));

beforeAll(() => expect(SHEET.at(-1)?.date).toBe('2025-02-02'));

it(
  'cuts months, cohorts and the year ago by the table of the company',
  async () => {
    const { code, out } = await runWith('own', SHEET);
    expect(code, out).toBe(0);
    const report = folder.report('own');
    expect(report).toMatchObject({ period: WEEK, yearAgoPeriod: '2023-W47', month: '2024-P09' });
    expect(words('own')).toContain('by the supplied calendar W42 of 2024');
    expect(words('own')).toContain(
      'W43 a year ago: that year had 53 weeks, so its weeks are shifted',
    );
    const entries = firstDays();
    for (const period of [7, 8, 9]) {
      const days = new Set(
        SHEET.flatMap((day) => (day.year === 2024 && day.period === period ? day.date : [])),
      );
      const cohort = `2024-P0${period}`;
      const acquired = report.figures.find(
        ({ options, scope }) =>
          options === 'grain=month' && scope['cohort'] === cohort && scope['country'] === undefined,
      );
      expect(acquired?.value, cohort).toBe(entries.filter((day) => days.has(day)).length);
    }
  },
  TIMEOUT_MS,
);

it(
  'refuses a table that leaves out a day, and names it',
  async () => {
    const { code, out, err } = await runWith('gap', SHEET.toSpliced(700, 1));
    expect(code).not.toBe(0);
    expect(`${out}${err}`).toContain(
      'gap.csv: CALENDAR_GAP: 2023-01-01 is followed by 2023-01-03: deliver one row for each day',
    );
  },
  TIMEOUT_MS,
);

it(
  'refuses a table with a day that stands twice with other content',
  async () => {
    const twice = SHEET.slice(700, 701).map((day) => ({ ...day, week: 1 }));
    const { out, err } = await runWith('twice', [...SHEET, ...twice]);
    expect(`${out}${err}`).toMatch(/twice\.csv:702, column calendar_date: CONFLICTING_DUPLICATE/);
  },
  TIMEOUT_MS,
);

const OUTSIDE = [
  {
    when: 'begins after the first orders',
    days: SHEET.filter(({ year }) => year > 2021),
    says: /orders begin \d+ days before it/,
  },
  {
    when: 'ends before the cut',
    days: SHEET.filter(({ year }) => year < 2024),
    says: /the cut, 2024-11-25, is 295 days after its last/,
  },
];

it.each(OUTSIDE)(
  'holds a report whose calendar $when',
  async ({ when, days, says }) => {
    const name = when.replaceAll(' ', '-');
    const { code } = await runWith(name, days);
    expect(code).toBe(3);
    expect(words(name)).toContain('calendar-cover');
    expect(words(name)).toMatch(says);
    expect(folder.report(name)).toMatchObject({ state: 'HELD', figures: [] });
  },
  TIMEOUT_MS,
);

/** The local day of each customer's first paid order, found by a plain loop over the files. */
function firstDays(): string[] {
  const first = new Map<string, string>();
  for (const row of folder
    .files('data')
    .filter((name) => /^orders-\d+\.csv$/.test(name))
    .flatMap(paidOrders)) {
    const { customer_id: customer = '', ordered_at: time = '' } = row;
    const day = time.slice(0, 10);
    if (customer !== '' && day < (first.get(customer) ?? '9999')) first.set(customer, day);
  }
  return [...first.values()];
}

function paidOrders(name: string): Partial<Record<string, string>>[] {
  const [head, ...rows] = lines(`data/${name}`);
  const columns = head.split(',');
  return rows
    .map((row) => Object.fromEntries(row.split(',').map((cell, i) => [columns[i], cell])))
    .filter(({ status, cancelled_at }) => status === 'paid' && cancelled_at === '')
    .filter(({ is_test }) => is_test !== 'true');
}
