import type { ReleasedFigure, Scope, Unit } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const COHORTS: readonly (readonly [string, number, readonly number[], readonly number[]])[] = [
  ['2026-P06', 7_950, [36.2, 14.8, 11.9, 10.2, 9, 8.1], [1, 0.224, 0.181, 0.16, 0.142, 0.131]],
  ['2026-P07', 6_240, [35.8, 14.5, 11.7, 10.4, 8.8], [1, 0.221, 0.179, 0.161, 0.14]],
  ['2026-P08', 6_120, [36.9, 15.1, 12.2, 10], [1, 0.229, 0.185, 0.158]],
  ['2026-P09', 8_010, [35.1, 14.2, 11.5], [1, 0.218, 0.176]],
  ['2026-P10', 6_380, [36, 14.6], [1, 0.223]],
  ['2026-P11', 6_310, [35.6], [1]],
];
const AGES = 6;
const MEANS: readonly (readonly [string, string, readonly number[]])[] = [
  ['clv-historic', 'grain=month; mean=weighted', [35.9, 14.6, 11.8, 10.2, 8.9, 8.1]],
  ['clv-historic', 'grain=month; mean=cumulative', [35.9, 50.5, 62.3, 72.5, 81.4, 89.5]],
  ['cohort-retention', 'mean=weighted', [1, 0.223, 0.18, 0.16, 0.141, 0.131]],
];

const FIXED_AGES: readonly (readonly [string, string, Unit, readonly (number | null)[]])[] = [
  ['clv-historic', 'age=30 d', 'money', [38.4, 38.1, 39, 37.2, 38.2, null]],
  ['clv-historic', 'age=90 d', 'money', [60.1, 59.4, 61.3, null, null, null]],
  ['clv-historic', 'age=180 d', 'money', [90.2, null, null, null, null, null]],
  ['repeat-rate', 'age=90 d', 'share', [0.316, 0.314, 0.318, null, null, null]],
  ['cac-loaded', 'grain=month', 'money', [46.9, 47.4, 46.1, 44.8, 47.7, 48.9]],
  ['clv-cac', 'horizon=180 d', 'ratio', [90.2 / 46.9, null, null, null, null, null]],
  ['payback', '', 'days', [52, 54, 50, null, null, null]],
];

const CHANNELS: readonly (readonly [string, number, number, number])[] = [
  ['Organic, direct', 2_120, 112.1, 20.3],
  ['Referral', 460, 117.7, 23.38],
  ['Paid search', 1_480, 92.6, 54.2],
  ['Paid social', 3_890, 74.1, 61.4],
];

export const cohortFigures = (): ReleasedFigure[] => [
  ...COHORTS.flatMap(([cohort, size]) =>
    released(
      {
        metric: 'new-customers',
        options: 'grain=month',
        period: cohort,
        scope: { cohort },
        unit: 'count',
      },
      size,
      { customers: size },
    ),
  ),
  ...triangle({ metric: 'clv-historic', options: 'grain=month', unit: 'money' }, 2),
  ...triangle({ metric: 'cohort-retention', options: '', unit: 'share' }, 3),
  ...MEANS.flatMap(([metric, options, values]) =>
    values.map((value, age) =>
      released(
        {
          metric,
          options,
          period: '2026-W47',
          scope: { age: String(age) },
          unit: metric === 'clv-historic' ? 'money' : 'share',
        },
        value,
      ),
    ),
  ),
  ...FIXED_AGES.flatMap(fixedAge),
  ...CHANNELS.flatMap(entryChannel),
  ...expectations(),
];

/** Every age of every cohort; what is not there yet is unripe. */
const triangle = (
  name: { readonly metric: string; readonly options: string; readonly unit: Unit },
  at: 2 | 3,
): ReleasedFigure[] =>
  COHORTS.flatMap((row) =>
    Array.from({ length: AGES }, (_, age) => {
      const [cohort, size] = row;
      const value = row[at][age] ?? null;
      const scope = { cohort, age: String(age) };
      return released(
        { ...name, period: cohort, scope },
        value,
        value === null ? { reason: 'unripe', customers: null } : { customers: size },
      );
    }),
  );

const fixedAge = ([metric, options, unit, values]: (typeof FIXED_AGES)[number]) =>
  values.map((value, i) => {
    const [cohort = '', size = 0] = COHORTS[i] ?? [];
    const interval = metric === 'repeat-rate' && i === 2 ? { lower: 0.306, upper: 0.33 } : {};
    return released(
      { metric, options, period: cohort, scope: { cohort }, unit },
      value,
      value === null ? { reason: 'unripe', customers: null } : { customers: size, ...interval },
    );
  });

const entryChannel = ([channel, size, clv, cac]: (typeof CHANNELS)[number]): ReleasedFigure[] => {
  const at = { period: '2026-P06', scope: { cohort: '2026-P06', channel } };
  const more = { customers: size };
  return [
    released({ metric: 'new-customers', options: 'grain=month', unit: 'count', ...at }, size, more),
    released({ metric: 'clv-historic', options: 'age=180 d', unit: 'money', ...at }, clv, more),
    released({ metric: 'cac-loaded', options: 'grain=month', unit: 'money', ...at }, cac, more),
    released(
      { metric: 'clv-cac', options: 'horizon=180 d', unit: 'ratio', ...at },
      clv / cac,
      more,
    ),
  ];
};

const EXPECTED: readonly (readonly [Scope, number, number, number, number])[] = [
  [{}, 68.4, 66.1, 70.9, 2.43],
  [{ country: 'FR' }, 70.2, 66.8, 73.9, 2.5],
  [{ country: 'DE' }, 69.1, 65.6, 72.8, 2.46],
  [{ country: 'ES' }, 62.7, 58.1, 67.5, 2.21],
];

const expectations = (): ReleasedFigure[] => [
  ...EXPECTED.flatMap(([scope, value, lower, upper, orders]) => {
    const at = { metric: 'clv-predicted', period: '2026-W47', scope };
    return [
      released({ ...at, options: 'horizon=365 d', unit: 'money' }, value, {
        lower: lower * 100,
        upper: upper * 100,
      }),
      released({ ...at, options: 'horizon=365 d; part=expected-purchases', unit: 'ratio' }, orders),
    ];
  }),
  ...(
    [
      ['', 'money', 83.1],
      ['part=apv', 'money', 79.4],
      ['part=purchase-frequency', 'ratio', 1.3],
      ['part=churn', 'share', 0.435],
      ['part=margin', 'share', 0.35],
    ] as const
  ).map(([options, unit, value]) =>
    released({ metric: 'clv-simple', options, period: '2026-W47', unit }, value),
  ),
];
