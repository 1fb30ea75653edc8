import type { ReleasedFigure, Unit } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTHS = ['2026-10', '2026-09', '2025-10'] as const;

/** Opening, movements and closing of the closed month, the month before and a year ago; each column adds up. */
const BRIDGE: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['opening', [412_600, 405_900, 351_200]],
  ['new', [14_200, 13_100, 12_900]],
  ['reactivation', [2_300, 2_150, 1_800]],
  ['expansion', [7_900, 7_400, 5_100]],
  ['contraction', [4_600, 4_700, 3_900]],
  ['churn', [11_350, 11_400, 10_700]],
  ['fx', [-250, 150, 100]],
  ['closing', [420_800, 412_600, 356_500]],
];

const FIGURES: readonly (readonly [string, string, Unit, readonly [number, number, number]])[] = [
  ['arpa', 'part=subscribers', 'count', [8_416, 8_285, 7_340]],
  ['nrr', '', 'share', [1.012, 1.008, 1.001]],
  ['nrr', 'reactivation=in', 'share', [1.031, 1.027, 1.022]],
  ['grr', '', 'share', [0.874, 0.871, 0.866]],
  ['quick-ratio', '', 'ratio', [24_400 / 15_950, 22_650 / 16_100, 19_800 / 14_600]],
  ['arpa', '', 'money', [50, 49.8, 48.57]],
  ['asp', '', 'money', [44.38, 43.96, 43.1]],
  ['logo-churn', '', 'share', [0.0241, 0.0247, 0.0262]],
  ['logo-churn', 'reason=voluntary', 'share', [0.0172, 0.0175, 0.0187]],
  ['logo-churn', 'reason=involuntary', 'share', [0.0061, 0.0064, 0.0068]],
  ['logo-churn', 'variant=stripe30', 'share', [0.0239, 0.0246, 0.0257]],
  ['logo-churn', 'variant=daily-sum', 'share', [0.0244, 0.0251, 0.0264]],
  ['retention-rate', 'basis=subscriptions', 'share', [0.9759, 0.9753, 0.9738]],
  ['attrition-rate', 'basis=subscriptions', 'share', [0.0241, 0.0247, 0.0262]],
  ['payback-mrr', '', 'ratio', [14.25, 13.9, 13.1]],
];

/** Of the closed month by country; null is withheld. */
const COUNTRY: readonly (readonly [string, number | null])[] = [
  ['new', 4_100],
  ['reactivation', null],
  ['expansion', 2_300],
  ['contraction', 1_900],
  ['churn', 3_800],
  ['fx', 0],
];

const WITHHELD = { reason: 'withheld', customers: null } as const;

/** Subscriptions: why recurring revenue moved, who stayed, and what winning it costs. */
export const subscriptionFigures = (): ReleasedFigure[] => [
  ...BRIDGE.flatMap(([part, values]) =>
    inMonths({ metric: 'mrr-movements', options: `part=${part}`, unit: 'money' }, values),
  ),
  ...COUNTRY.map(([part, value]) =>
    released(
      {
        ...{ metric: 'mrr-movements', options: `part=${part}`, period: MONTHS[0] },
        ...{ scope: { country: 'DE' }, unit: 'money' },
      },
      value,
      value === null ? WITHHELD : {},
    ),
  ),
  ...FIGURES.flatMap(([metric, options, unit, values]) =>
    inMonths({ metric, options, unit }, values),
  ),
  released({ metric: 'magic-number', period: '2026-Q3', unit: 'ratio' }, 0.8),
  released({ metric: 'burn-multiple', period: '2026-Q3', unit: 'ratio' }, null, {
    reason: 'not_positive',
  }),
];

const inMonths = (
  name: { readonly metric: string; readonly options: string; readonly unit: Unit },
  values: readonly number[],
): ReleasedFigure[] =>
  values.map((value, i) =>
    released({ ...name, period: MONTHS[i] ?? '' }, value, { customers: 8_416 }),
  );
