import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { boundsOfUnprinted } from '../attacks/bounds-attacker.ts';
import { needsShop } from './needs-shop.ts';
import { plainCountryWeek } from './plain-country-week.ts';
import { type FigureLine, figureLine, tenure } from './shop-folder.ts';

const TIMEOUT_MS = 300_000;
const RATES = { fx_rates: 'data/fx_rates.csv' };
const { folder, run, letters } = await needsShop(2_000);

/** A report whose groups get everyone, Ireland, Germany, a country of a few, and one of nobody. */
const reportTo = (ireland = 'ireland@example.com') => `{ id: weekly, title: Value,
    segments: [country], cohorts: { ages: 1 },
    recipients: { finance: [finance@example.com], ireland: [${ireland}, lead@example.com], germany: [germany@example.com], few: [few@example.com], nobody: [nobody@example.com], dublin: [lead@example.com] },
    groups: { ireland: { scope: { country: IE } }, germany: { scope: { country: DE } }, few: { scope: { country: MT } }, nobody: { scope: { country: PT } }, dublin: { scope: { country: IE } } } }`;

const edition = z.looseObject({
  runId: z.string(),
  scope: z.record(z.string(), z.string()),
  figures: z.array(figureLine),
});
const read = (name: string) =>
  edition.parse(JSON.parse(folder.text(`out/weekly${name}/report.json`)));
const textOf = (name: string) => folder.text(`out/weekly${name}/email.txt`).replaceAll(/\s+/g, ' ');

beforeAll(async () => {
  const { code, err } = await run('out', {
    sources: RATES,
    reports: [reportTo()],
    flags: ['--send'],
  });
  expect([code, err]).toEqual([0, expect.any(String)]);
}, TIMEOUT_MS);

const WEEKS = {
  '2024-W47': ['2024-11-18', '2024-11-25'],
  '2024-W46': ['2024-11-11', '2024-11-18'],
  '2023-W47': ['2023-11-20', '2023-11-27'],
} as const;
const MONEY = { metric: 'money-ladder', options: 'line=net-revenue' };
const BUYERS = { metric: 'active-customers', options: 'window=week' };
const ORDERS = { metric: 'purchase-frequency', options: '' };
const LARGE = [
  ['.ireland', 'IE'],
  ['.germany', 'DE'],
] as const;
const COUNTRIES = ['IE', 'GB', 'DE', 'FR', 'NL', 'LU', 'MT'];

const figureValue = (
  figures: readonly FigureLine[],
  of: { readonly metric: string; readonly options: string },
  at: { readonly period: string; readonly scope: Readonly<Record<string, string>> },
): number | null => {
  const name = JSON.stringify({ ...of, ...at });
  const found = figures.filter(
    ({ metric, options, period, scope }) =>
      JSON.stringify({ metric, options, period, scope }) === name,
  );
  expect(found).toHaveLength(1);
  return found[0]?.value ?? null;
};

it('need 5: every group gets its own scope of one run, once, and the scope stands in it', async () => {
  for (const [name, country] of [...LARGE, ['.few', 'MT']] as const) {
    expect(read(name).runId).toBe(read('').runId);
    expect(textOf(name)).toContain(`Scope Example Shop, country ${country}: only customers in it`);
  }
  const subjects = letters('out').map(({ to, subject }) => `${to} ${subject.split(' - ')[2]}`);
  expect(subjects.sort()).toEqual([
    'few@example.com Example Shop, country MT',
    'finance@example.com Example Shop',
    'germany@example.com Example Shop, country DE',
    'ireland@example.com Example Shop, country IE',
    'lead@example.com Example Shop, country IE',
    'nobody@example.com Example Shop, country PT',
  ]);
  const verify = ['evidence', 'verify', '--store', folder.at('out-store'), '--json'];
  const { out } = await tenure(...verify);
  const releases = JSON.parse(out).entries.filter(
    ({ kind }: { kind: string }) => kind === 'release',
  );
  expect(releases.map(({ reports }: { reports: string[] }) => reports)).toEqual([
    ['weekly', 'weekly.ireland', 'weekly.germany', 'weekly.few', 'weekly.nobody'],
  ]);
  const { mails } = JSON.parse(folder.text('out/run.json'));
  const sent = mails.map((mail: { scope: string; recipient: number }) => Object.values(mail));
  expect(sent.map(([, scope, place]: unknown[]) => `${scope} ${place}`)).toEqual([
    'all 1',
    'country:IE 1',
    'country:IE 2',
    'country:DE 1',
    'country:MT 1',
    'country:PT 1',
  ]);
});

it('holds figures of its scope alone, each as the report of everyone has it', () => {
  const everyone = read('').figures;
  for (const [name, country] of [...LARGE, ['.few', 'MT']] as const) {
    const { figures } = read(name);
    expect(figures.length).toBeGreaterThan(30);
    expect(figures).toEqual(everyone.filter(({ scope }) => scope['country'] === country));
    const [, ...rows] = folder.text(`out/weekly${name}/figures.csv`).trim().split('\n');
    expect(rows.every((row) => row.split(',')[2] === `country:${country}`)).toBe(true);
  }
});

it('counts and sums each scope as plain loops do, and the scopes sum to the whole', () => {
  for (const [period, days] of Object.entries(WEEKS)) {
    for (const [name, country] of LARGE) {
      const plain = plainCountryWeek(folder, country, days);
      const at = { period, scope: { country } };
      const { figures } = read(name);
      expect(plain.buyers.size).toBeGreaterThan(9);
      expect(figureValue(figures, BUYERS, at)).toBe(plain.buyers.size);
      expect(figureValue(figures, MONEY, at)).toBeCloseTo(plain.revenue / 100, 6);
      expect(figureValue(figures, ORDERS, at)).toBeCloseTo(plain.orders / plain.buyers.size, 9);
    }
    const all = COUNTRIES.map((country) => plainCountryWeek(folder, country, days).buyers.size);
    const whole = figureValue(read('').figures, BUYERS, { period, scope: {} });
    expect(whole).toBe(all.reduce((sum, count) => sum + count, 0));
  }
  const [ireland] = textOf('.ireland').match(/Net revenue, EUR, W47 [\d,]+ [+-]?[\d.]+%/) ?? [];
  const [now, before] = [
    plainCountryWeek(folder, 'IE', WEEKS['2024-W47']),
    plainCountryWeek(folder, 'IE', WEEKS['2024-W46']),
  ];
  const change = (100 * (now.revenue - before.revenue)) / before.revenue;
  expect(ireland).toContain(`${change > 0 ? '+' : ''}${change.toFixed(1)}%`);
});

it('says of a scope of a few what it says of a scope of nobody: nothing', () => {
  const said = (name: string) =>
    read(name).figures.map(({ scope, ...one }) => ({ ...one, others: Object.keys(scope) }));
  expect(plainCountryWeek(folder, 'MT', WEEKS['2024-W47']).buyers.size).toBeLessThan(10);
  expect(said('.few')).toEqual(said('.nobody'));
  expect(said('.few').every(({ value }) => value === null)).toBe(true);
  const blank = (name: string, country: string) =>
    textOf(name).replaceAll(`country ${country}`, 'country');
  expect(blank('.few', 'MT')).toBe(blank('.nobody', 'PT'));
});

it('gives nothing away by what is left of the whole without the scopes', () => {
  for (const [period, days] of Object.entries(WEEKS)) {
    const counts = COUNTRIES.map(
      (country) => [country, plainCountryWeek(folder, country, days).buyers.size] as const,
    );
    const equations = [{ total: 'all', parts: COUNTRIES }];
    const whole = counts.reduce((sum, [, count]) => sum + count, 0);
    const naive = new Map([
      ...counts.filter(([country]) => country !== 'MT'),
      ['all', whole] as const,
    ]);
    const attacked = boundsOfUnprinted({ published: naive, equations }, { whole: true }).get('MT');
    expect(attacked?.high).toBeCloseTo(attacked?.low ?? Number.NaN, 9);

    const { figures } = read('');
    const printed = [
      ['all', {}] as const,
      ...COUNTRIES.map((country) => [country, { country }] as const),
    ];
    const published = new Map(
      printed.flatMap(([key, scope]) => {
        const value = figureValue(figures, BUYERS, { period, scope });
        return value === null ? [] : [[key, value] as const];
      }),
    );
    expect(published.get('all')).toBe(whole);
    const bounds = boundsOfUnprinted({ published, equations }, { whole: true });
    expect(bounds.size).toBeGreaterThan(1);
    for (const { low, high } of bounds.values()) {
      expect(low).toBeCloseTo(0, 9);
      expect(high).toBeGreaterThanOrEqual(10);
    }
  }
});

it(
  'stops every mail for one address that may not get its scope',
  async () => {
    const reports = [reportTo('ireland@elsewhere.example')];
    const { code, err } = await run('stray', { sources: RATES, reports, flags: ['--send'] });
    expect(code).toBe(2);
    expect(err).toContain('report weekly: recipient 1 of 3 is not on the report');
    expect(err).not.toContain('elsewhere');
    expect(() => folder.files('stray/outbox')).toThrow('ENOENT');
  },
  TIMEOUT_MS,
);
