import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTH = '2026-10';
const COHORT = '2026-07';
const WITHHELD = { reason: 'withheld', customers: null } as const;

/** Spend, customers credited by the last touch, and by the mean of first and last; in all 6,380 for 300,000. */
const CHANNELS = [
  { channel: 'organic', spend: 43_000, last: 2_120, mean: 2_040 },
  { channel: 'paid-search', spend: 80_200, last: 1_480, mean: 1_600 },
  { channel: 'paid-social', spend: 166_000, last: 2_320, mean: 2_280 },
  { channel: 'referral', spend: 10_800, last: 460, mean: 460 },
] as const;
const SPEND = 300_000;
const WON = 6_380;

const channelFigures = (): ReleasedFigure[] => {
  const name = { metric: 'channel-scorecard', period: MONTH };
  return [
    released({ ...name, options: 'part=spend', unit: 'money' }, SPEND),
    released({ ...name, options: 'part=credited-customers', unit: 'ratio' }, WON),
    released({ ...name, options: 'part=cac', unit: 'money' }, SPEND / WON),
    released({ ...name, options: 'part=roas', unit: 'ratio' }, 2.1),
    ...CHANNELS.flatMap(({ channel, spend, last, mean }) => {
      const at = { ...name, scope: { 'touch-channel': channel } };
      const by = (model: string, credited: number) => [
        released(
          { ...at, options: `attribution=${model}; part=credited-customers`, unit: 'ratio' },
          credited,
        ),
        released(
          { ...at, options: `attribution=${model}; part=cac`, unit: 'money' },
          spend / credited,
        ),
      ];
      return [
        released({ ...at, options: 'part=spend', unit: 'money' }, spend),
        ...by('last', last),
        ...by('first', 2 * mean - last),
        ...by('linear', mean),
        ...by('position', mean),
        released(
          { ...at, options: 'attribution=last; part=roas', unit: 'ratio' },
          channel === 'referral' ? null : 98.75 / (spend / last),
          channel === 'referral' ? WITHHELD : {},
        ),
      ];
    }),
  ];
};

const STAGES = [
  { stage: 'awareness', reached: 42_400, imputed: 0 },
  { stage: 'consideration', reached: 26_300, imputed: 0.05 },
  { stage: 'purchase', reached: 6_120, imputed: 0 },
  { stage: 'loyalty', reached: 1_946, imputed: 0 },
  { stage: 'advocacy', reached: 560, imputed: null },
] as const;

const journeyFigures = (): ReleasedFigure[] =>
  STAGES.flatMap(({ stage, reached, imputed }, i) => {
    const at = { metric: 'journey-step', period: COHORT, scope: { cohort: COHORT, stage } };
    const before = STAGES[i - 1]?.reached ?? null;
    const of = (options: string) => ({ ...at, options: `${options}window=90 d` });
    return [
      released({ ...of('part=reached; '), unit: 'count' }, reached),
      ...(before === null ? [] : [released({ ...of(''), unit: 'share' }, reached / before)]),
      released(
        { ...of('part=imputed; '), unit: 'share' },
        imputed,
        imputed === null ? WITHHELD : {},
      ),
    ];
  });

/** One experiment that has reached its planned number, and one that is open. */
const experimentFigures = (): ReleasedFigure[] => {
  const period = '2026-W42';
  const scope = { experiment: 'free-returns', variant: 'variant' };
  const outcome = (metric: string, unit: 'share' | 'money', values: readonly number[]) => {
    const [value = 0, lower = 0, upper = 0, p = 1, verdict = 0] = values;
    const name = { metric: 'ab-lift', period, scope };
    const bound = (of: number) => (unit === 'money' ? of * 100 : of);
    return [
      released({ ...name, options: `metric=${metric}`, unit }, value, {
        lower: bound(lower),
        upper: bound(upper),
      }),
      released({ ...name, options: `metric=${metric}; part=p`, unit: 'ratio' }, p),
      released({ ...name, options: `metric=${metric}; part=verdict`, unit: 'ratio' }, verdict),
    ];
  };
  const open = { metric: 'ab-lift', period: '2026-W47', scope: { experiment: 'early-access' } };
  const ratio = {
    metric: 'srm',
    period,
    scope: { experiment: 'free-returns' },
    unit: 'ratio',
  } as const;
  return [
    released({ ...ratio, options: 'part=p' }, 0.45),
    released({ ...ratio, options: 'part=chi2' }, 0.57),
    ...outcome('conversion', 'share', [0.021, 0.009, 0.033, 0.002, 1]),
    ...outcome('net-sales', 'money', [1.4, -0.3, 3.1, 0.21, 0]),
    ...outcome('contribution', 'money', [0.5, -0.2, 1.2, 0.21, 0]),
    released({ ...open, unit: 'share' }, null, { reason: 'unripe', customers: null }),
  ];
};

/** Channels by attribution model, the journey, and experiments. */
export const campaignFigures = (): ReleasedFigure[] => [
  ...channelFigures(),
  ...journeyFigures(),
  ...experimentFigures(),
];
