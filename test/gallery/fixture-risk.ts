import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const [MONTH, PRIOR, YEAR_AGO, QUARTER] = ['2026-10', '2026-09', '2025-10', '2026-09'];
const WITHHELD = { reason: 'withheld', customers: null } as const;

/** Open amounts at the close by days past due: these add up to the totals. */
const OPEN = {
  [MONTH]: [412_000, 88_000, 31_000, 12_000, 9_000, 6_000],
  [PRIOR]: [398_000, 92_000, 27_000, 13_000, 8_500, 6_500],
  [YEAR_AGO]: [365_000, 79_000, 24_000, 10_000, 8_000, 5_000],
};
const BUCKETS = ['current', '1-30', '31-60', '61-90', 'over-90', 'disputed'];
const RATES = [0.004, 0.02, 0.05, 0.2, 0.5];
/** Invoiced in the 92 days before each close. */
const CREDIT_SALES = { [MONTH]: 2_139_000, [PRIOR]: 2_090_000, [YEAR_AGO]: 1_880_000 };

const loss = (open: readonly number[]): number =>
  RATES.reduce((sum, rate, i) => sum + rate * (open[i] ?? 0), 0);

const receivables = (): ReleasedFigure[] =>
  Object.entries(OPEN).flatMap(([period, open]) => {
    const total = open.reduce((sum, amount) => sum + amount, 0);
    const money = { unit: 'money', period } as const;
    const days = (total / (CREDIT_SALES[period] ?? total)) * 92;
    return [
      ...[...open, total].map((amount, i) => {
        const options = `bucket=${BUCKETS[i] ?? 'total'}`;
        return released({ ...money, metric: 'ageing', options }, amount);
      }),
      released({ ...money, metric: 'expected-loss' }, loss(open)),
      released({ metric: 'dso', period, unit: 'days' }, days),
    ];
  });

const rates = (): ReleasedFigure[] =>
  RATES.map((rate, i) => {
    const options = `part=loss-rate; bucket=${BUCKETS[i]}`;
    return released(
      { metric: 'expected-loss', options, period: QUARTER ?? '', unit: 'share' },
      rate,
    );
  });

/** Unpaid in total and past due at the quarter close, by group; the rest of the total is too few. */
const GROUPS = { Loyal: [240_000, 41_000], Promising: [198_000, 62_000], Occasional: null };

const groups = (): ReleasedFigure[] =>
  Object.entries(GROUPS).flatMap(([group, amounts]) =>
    ['total', 'past-due'].map((bucket, i) =>
      released(
        {
          metric: 'ageing',
          options: `bucket=${bucket}`,
          period: QUARTER ?? '',
          scope: { group },
          unit: 'money',
        },
        amounts?.[i] ?? null,
        amounts === null ? WITHHELD : {},
      ),
    ),
  );

/** Subscribers, with a flag, and the flags, of which a subscriber may have several. */
const FLAGS = {
  [MONTH]: [3_200, 704, 41, 18, 160, 52, 520],
  [PRIOR]: [3_150, 661, 38, 16, 148, 47, 489],
  [YEAR_AGO]: [2_700, 594, 35, 14, 130, 44, 440],
};
const FLAG_NAMES = ['notice', 'scheduled-end', 'failed-payment', 'downgrade', 'quiet'];
const MRR_AT_RISK = { [MONTH]: 3_900, [PRIOR]: 3_640, [YEAR_AGO]: 3_250 };

const cancellations = (): ReleasedFigure[] =>
  Object.entries(FLAGS).flatMap(([period, [subscribers = 0, flagged = 0, ...flags]]) => {
    const risk = { metric: 'cancellation-risk', period } as const;
    return [
      released({ ...risk, unit: 'share' }, flagged / subscribers, { customers: subscribers }),
      released({ ...risk, options: 'part=subscribers', unit: 'count' }, subscribers),
      ...flags.map((count, i) =>
        released({ ...risk, options: `flag=${FLAG_NAMES[i]}`, unit: 'count' }, count),
      ),
      released(
        { ...risk, options: 'part=mrr-at-risk', unit: 'money' },
        MRR_AT_RISK[period] ?? null,
      ),
    ];
  });

const valueAtRisk = (): ReleasedFigure =>
  released(
    {
      metric: 'cancellation-risk',
      options: 'part=value-at-risk; horizon=365 d',
      period: MONTH ?? '',
      unit: 'money',
    },
    31_200,
  );

/** Customers who cancelled, and who did so for a known reason. */
const CANCELLED = { [MONTH]: [41, 36], [PRIOR]: [38, 31], [YEAR_AGO]: [35, 28] };

const departures = (): ReleasedFigure[] =>
  Object.entries(CANCELLED).flatMap(([period, [cancelled = 0, known = 0]]) => {
    const of = { metric: 'switching-rate', period } as const;
    return [
      released({ ...of, unit: 'share' }, null, WITHHELD),
      released({ ...of, options: 'part=coverage', unit: 'share' }, known / cancelled, {
        customers: cancelled,
      }),
      released({ ...of, options: 'part=cancelled-customers', unit: 'count' }, cancelled),
    ];
  });

/** Customers active when the month began, and who lapsed in it. */
const LAPSED = { [MONTH]: [38_000, 2_774], [PRIOR]: [37_500, 2_588], [YEAR_AGO]: [36_400, 2_657] };

const lapses = (): ReleasedFigure[] =>
  Object.entries(LAPSED).flatMap(([period, [active = 0, lapsed = 0]]) => {
    const of = { metric: 'lapse-rate', period } as const;
    return [
      released({ ...of, unit: 'share' }, lapsed / active, { customers: active }),
      released({ ...of, options: 'part=limit', unit: 'days' }, 84),
    ];
  });

/** What is unpaid, who may cancel, who left for a competitor and who lapsed, at the close of October. */
export const riskFigures = (): ReleasedFigure[] => [
  ...receivables(),
  ...rates(),
  ...groups(),
  ...cancellations(),
  valueAtRisk(),
  ...departures(),
  ...lapses(),
];
