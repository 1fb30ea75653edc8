import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const PERIOD = '2026-W47';
type Line = readonly [string, 'money' | 'share' | 'count' | 'days', number];

/** CLV by other definitions, of everyone. */
const LINES: Readonly<Record<string, readonly Line[]>> = {
  // The ripe means 35.9, 14.6, 11.8, 10.2, 8.9 and 8.1 at 10 % a year; then each month 39 / 45.5 of the one before.
  'clv-curve': [
    ['horizon=36 mo; tail=none', 'money', 88.36],
    ['horizon=36 mo; tail=geometric', 'money', 132.26],
    ['horizon=36 mo; part=extrapolated-share; tail=geometric', 'share', 43.9 / 132.26],
    ['part=months-observed', 'count', 6],
  ],
  // 9 a month, 93 % stay: 9 / 0.07 = 128.57 before discount.
  'clv-constant': [
    ['timing=now', 'money', 116.34],
    ['timing=end', 'money', 107.34],
    ['part=margin', 'money', 9],
    ['part=retention', 'share', 0.93],
  ],
  'clv-growth': [
    ['', 'money', 124.05],
    ['part=growth', 'money', 0.05],
  ],
  'retention-leverage': [
    ['change=points; curve=ripe; delta=5 %', 'share', 0.142],
    ['change=relative; curve=ripe; delta=5 %', 'share', 0.03],
  ],
  'average-lifetime': [
    ['basis=orders; horizon=24 mo', 'days', 451],
    ['basis=subscriptions; horizon=24 mo', 'days', 559],
  ],
};

export const valueFigures = (): ReleasedFigure[] => [
  ...Object.entries(LINES).flatMap(([metric, lines]) =>
    lines.map(([options, unit, value]) =>
      released({ metric, options, period: PERIOD, unit }, value),
    ),
  ),
  released(
    {
      metric: 'clv-total',
      options: 'horizon=365 d',
      period: '2026-Q3',
      scope: { cohort: '2026-06' },
      unit: 'money',
    },
    121.4,
    { lower: 112.8, upper: 131.9 },
  ),
];
