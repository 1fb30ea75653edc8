import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTHS = [
  ['2026-10', 2_402_600, 1_714_200, 63_100],
  ['2026-09', 2_331_900, 1_663_000, 61_800],
  ['2025-10', 2_214_000, 1_590_400, 60_200],
] as const;

/** CM1, CM2, cost to serve and CM3, which is what is left, of the compared months. */
const months = (): ReleasedFigure[] =>
  MONTHS.flatMap(([period, cm1, cm2, served]) =>
    Object.entries({ cm1, cm2, 'cost-to-serve': served, cm3: cm2 - served }).map(([step, value]) =>
      released({ metric: 'contribution', options: `step=${step}`, period, unit: 'money' }, value),
    ),
  );

const SEGMENTS = [
  [{ group: 'Loyal' }, 9_400, 3_196_000],
  [{ group: 'New, paid' }, 21_000, 840_000],
  [{ country: 'IE' }, 31_000, 2_790_000],
  [{ country: 'FR' }, 24_500, 1_837_500],
  [{}, 186_400, 11_930_000],
] as const;

/** CM3 of a year to the quarter close, in total and per customer. */
const year = (): ReleasedFigure[] =>
  SEGMENTS.flatMap(([scope, customers, cm3]) => {
    const at = { metric: 'contribution', period: '2026-Q3', scope: { ...scope } };
    const options = 'window=365 d';
    const own = { customers };
    return [
      released({ ...at, options: `part=customers; ${options}`, unit: 'count' }, customers, own),
      released({ ...at, options: `step=cm3; ${options}`, unit: 'money' }, cm3, own),
      released(
        { ...at, options: `part=per-customer; step=cm3; ${options}`, unit: 'money' },
        cm3 / customers,
        own,
      ),
    ];
  });

/** Who costs more than they earn: 3,542 of 186,400 with -212.4 of 11,930.0 thousand; without them 101.8 %. */
const risk = (): ReleasedFigure[] => {
  const period = '2026-10';
  const loss = (options: string, unit: 'count' | 'share' | 'money', value: number) =>
    released({ metric: 'loss-making', options, period, unit }, value);
  return [
    loss('', 'share', 3_542 / 186_400),
    loss('part=customers', 'count', 3_542),
    loss('part=all-customers', 'count', 186_400),
    loss('part=contribution', 'money', -212_400),
    loss('part=first-order-loss', 'count', 410),
    loss('part=first-order-loss-contribution', 'money', -4_900),
    released({ metric: 'whale-curve', period, unit: 'share' }, 12_147_300 / 11_930_000),
    released({ metric: 'whale-curve', options: 'part=total', period, unit: 'money' }, 11_930_000),
    released({ metric: 'concentration', options: 'top=10 %', period, unit: 'share' }, 0.412),
  ];
};

const profile = (): ReleasedFigure[] => [
  released(
    {
      metric: 'ideal-profile',
      options: 'age=180 d; top=20 %',
      period: '2026-Q3',
      scope: { profile: 'channel referral' },
      unit: 'ratio',
    },
    1.8,
    { lower: 1.6, upper: 2.1 },
  ),
  released(
    { metric: 'ideal-profile', options: 'part=tested', period: '2026-Q3', unit: 'count' },
    23,
  ),
];

/** Contribution down to CM3, who costs more than they earn, and what the best customers have. */
export const profitFigures = (): ReleasedFigure[] => [
  ...months(),
  ...year(),
  ...risk(),
  ...profile(),
];
