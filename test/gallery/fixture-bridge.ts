import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const WEEK = '2026-W47';

/** Parts of the change of net revenue from 1,171,010 to 1,204,310; refunds rose by 5,400. */
const PARTS: readonly (readonly [part: string, change: number])[] = [
  ['new', 148_200],
  ['reactivated', 61_300],
  ['returning', 742_500],
  ['up', 21_400],
  ['down', -24_800],
  ['absent', -912_000],
  ['fx', 2_100],
];

const DRIVERS: readonly (readonly [part: string, change: number])[] = [
  ['customers', 27_400],
  ['frequency', -13_100],
  ['value', 19_000],
];

/** The margin fell from 417,700 / 1,171,010 to 421,900 / 1,204,310. */
const RATE = -0.009;
const MIX = 421_900 / 1_204_310 - 417_700 / 1_171_010 - RATE;

export const bridgeFigures = (): ReleasedFigure[] => {
  const money = (metric: string, options: string, value: number) =>
    released({ metric, options, period: WEEK, unit: 'money' }, value);
  const mixed = (part: string, value: number) => {
    const options = `of=contribution-share; part=${part}; scheme=group`;
    return released({ metric: 'rate-mix', options, period: WEEK, unit: 'share' }, value);
  };
  return [
    ...PARTS.map(([part, change]) => money('revenue-bridge', `part=${part}`, change)),
    ...DRIVERS.map(([part, change]) => money('shapley', `of=customers; part=${part}`, change)),
    mixed('rate', RATE),
    mixed('mix', MIX),
    money('fx-effect', '', 2_100),
    money('fx-effect', 'part=constant-currency', 36_600),
  ];
};
