import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from '../../test/gallery/fixture-figure.ts';
import { fixtureHead } from '../../test/gallery/fixture-report.ts';
import { formatFor } from './format.ts';

const head = fixtureHead('FINAL');
const format = formatFor(head);
const money = (value: number) =>
  released({ metric: 'apv', period: '2026-W47', unit: 'money' }, value);
const share = (value: number, customers: number | null) =>
  released({ metric: 'repeat-rate', period: '2026-08', unit: 'share' }, value, { customers });

it('rounds halves away from zero, at print only', () => {
  expect(format.figure(money(0.5), 'sum').text).toBe('1');
  expect(format.figure(money(-0.5), 'sum').text).toBe('−1');
  expect(format.figure(money(2.5), 'sum')).toMatchObject({ text: '3', value: 2.5 });
  expect(format.figure(money(1.005)).text).toBe('1.01');
  expect(format.figure(money(-1.005)).text).toBe('−1.01');
});

it('prints shares over fewer than 200 customers, or over an unpublished number, in whole percent', () => {
  expect(format.figure(share(0.3184, 200)).text).toBe('31.8%');
  expect(format.figure(share(0.3184, 199)).text).toBe('32%');
  expect(format.figure(share(0.3184, null)).text).toBe('32%');
});

it('never prints a missing value as 0', () => {
  const reasons = ['no_customers', 'unripe', 'withheld', 'missing_input', 'not_reached'] as const;
  for (const reason of reasons) {
    const figure: ReleasedFigure = { ...money(0), value: null, reason };
    expect(format.figure(figure)).toMatchObject({ text: `n/a (${reason})`, value: null });
  }
  expect(format.figure(null).text).toBe('n/a');
  expect(format.figure(money(0), 'sum')).toMatchObject({ text: '0', value: 0 });
});

it('writes numbers in the reader’s locale and money with the decimals of its currency', () => {
  const german = formatFor({ ...head, locale: 'de-DE' });
  expect(german.figure(money(1_204_310.4), 'sum').text).toBe('1.204.310');
  expect(german.figure(money(48.2)).text).toBe('48,20');
  const yen = formatFor({ ...head, currency: 'JPY', currencyExponent: 0 });
  expect(yen.figure({ ...money(0), value: 1204 }).text).toBe('1,204');
  const dinar = formatFor({ ...head, currency: 'KWD', currencyExponent: 3 });
  expect(dinar.figure({ ...money(0), value: 1204 })).toMatchObject({ text: '1.20', value: 1.204 });
});

it('writes ratios, averages and days as a reader says them', () => {
  const figure = { ...money(0), value: 1.259 };
  expect(format.figure({ ...figure, metric: 'clv-cac', unit: 'ratio' }).text).toBe('1.3x');
  expect(format.figure({ ...figure, metric: 'purchase-frequency', unit: 'ratio' }).text).toBe(
    '1.26',
  );
  expect(format.figure({ ...figure, metric: 'payback', unit: 'days', value: 51.7 }).text).toBe(
    '52 d',
  );
});
