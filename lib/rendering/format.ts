import type { NaReason, ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import type { Cell } from './document.ts';
import { type NumberStyle, numberWriter } from './number-writer.ts';

/**
 * How closely a figure is read. Money: a sum in whole units, an amount per customer to the cent, or to one decimal in
 * a heat-map. Shares: whole percent as a sum, else by the customers behind them.
 */
export type MoneyStyle = 'sum' | 'each' | 'tenth';

/** Ratios that are averages of a count ("1.26 orders"); all others compare two amounts ("1.9x"). */
export const isAverage = ({ metric, options }: ReleasedFigure): boolean =>
  metric === 'purchase-frequency' ||
  metric === 'equipment-rate' ||
  metric === 'payback-mrr' ||
  (metric === 'contact-rate' && options === '') ||
  /part=(purchase-frequency|expected-purchases|credited-customers|chi2|p$)/.test(options);

/** Decimals of a score, which is in points of its scale and has no unit; null for any other figure. */
export const scoreDecimals = ({ metric, options, unit }: ReleasedFigure): number | null =>
  unit !== 'ratio' || options === 'part=ratio' ? null : (SCORE_DECIMALS.get(metric) ?? null);

/** Decimals of a number that is printed without a unit. */
const plainDecimals = (figure: ReleasedFigure): number | null =>
  isAverage(figure) ? 2 : scoreDecimals(figure);

const SCORE_DECIMALS: ReadonlyMap<string, number> = new Map([
  ['nps', 1],
  ['nps-change', 1],
  ['ces', 2],
  ['perceived-value', 1],
  ['net-perceived-value', 1],
  ['theme-impact', 1],
  ['theme-trend', 1],
]);

/** What a change is measured in: percent of the earlier value, percentage points, or the unit itself; money to the minor unit as `exact`. */
export type ChangeUnit = 'percent' | 'points' | 'ratio' | 'score' | 'days' | 'money' | 'exact';

/** Writes figures for people: in the reader's locale, rounded half away from zero, never a blank for a missing value. */
export interface Format {
  figure(figure: ReleasedFigure | null, money?: MoneyStyle): Cell;
  count(value: number): Cell;
  /** A sum of money in minor units. */
  sum(minor: number): Cell;
  /** A change with its sign: a fraction for percent and points, minor units for money. */
  change(value: number, unit: ChangeUnit): Cell;
}

/** Shares over fewer customers are printed in whole percent. */
const WHOLE_PERCENT_BELOW = 200;

const MONEY_DECIMALS: Readonly<Record<MoneyStyle, number>> = { sum: 0, each: 2, tenth: 1 };

const CHANGES: Readonly<Record<ChangeUnit, NumberStyle>> = {
  percent: { decimals: 1, percent: true, suffix: '' },
  points: { decimals: 1, scale: 100, suffix: ' pp' },
  ratio: { decimals: 1, suffix: 'x' },
  score: { decimals: 1, suffix: '' },
  days: { decimals: 0, suffix: ' d' },
  money: { decimals: 0, suffix: '' },
  exact: { decimals: 2, suffix: '' },
};

export function formatFor({ locale, currencyExponent }: ReportHead): Format {
  const { plain, signed } = numberWriter(locale);
  const minorUnit = 10 ** currencyExponent;
  const money = (minor: number, style: MoneyStyle): Cell =>
    plain(minor / minorUnit, {
      decimals: Math.min(MONEY_DECIMALS[style], currencyExponent),
      suffix: '',
    });
  const byUnit = {
    share: (value: number, customers: number | null): Cell =>
      plain(value, { decimals: shareDecimals(customers), percent: true, suffix: '' }),
    count: (value: number): Cell => plain(value, { decimals: 0, suffix: '' }),
    ratio: (value: number): Cell => plain(value, { decimals: 1, suffix: 'x' }),
    days: (value: number): Cell => plain(value, { decimals: 0, suffix: ' d' }),
  };
  return {
    figure(figure, style = 'each') {
      if (figure === null) return words('n/a');
      const { value, reason, unit, customers } = figure;
      if (value === null) return notAvailable(reason);
      if (unit === 'money') return money(value, style);
      const decimals = plainDecimals(figure);
      if (decimals !== null) return plain(value, { decimals, suffix: '' });
      return byUnit[unit](value, style === 'sum' ? null : customers);
    },
    count: byUnit.count,
    sum: (minor) => money(minor, 'sum'),
    change(value, unit) {
      if (unit !== 'money' && unit !== 'exact') return signed(value, CHANGES[unit]);
      const { decimals } = CHANGES[unit];
      const style = { ...CHANGES[unit], decimals: Math.min(decimals, currencyExponent) };
      return signed(value / minorUnit, style);
    },
  };
}

/** Words in a cell. */
export const words = (text: string): Cell => ({
  text,
  value: null,
  numberFormat: null,
  shade: null,
});

/** A figure without a value says why; it is never 0 and never a blank (metric rule G5). */
const notAvailable = (reason: NaReason | null): Cell =>
  words(reason === null ? 'n/a' : `n/a (${reason})`);

const shareDecimals = (customers: number | null): number =>
  customers !== null && customers >= WHOLE_PERCENT_BELOW ? 1 : 0;
