import type { ReleasedFigure, Scope, Unit } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const WEEK = '2026-W47';

interface Planned {
  readonly of: string;
  readonly actual: number;
  readonly target: number;
  readonly unit: Unit;
  readonly period?: string;
  readonly scope?: Scope;
  readonly direction?: 'higher' | 'lower';
}

/** Actual and target; the attainment is worked out here. */
const PLANNED: readonly Planned[] = [
  { of: 'money-ladder line=net-revenue', actual: 1_204_310, target: 1_254_500, unit: 'money' },
  { of: 'money-ladder line=contribution', actual: 421_900, target: 417_700, unit: 'money' },
  { of: 'cac-loaded', actual: 48.2, target: 45, unit: 'money', direction: 'lower' },
  {
    of: 'repeat-rate age=90 d',
    actual: 0.318,
    target: 0.33,
    unit: 'share',
    period: '2026-P08',
    scope: { cohort: '2026-P08' },
  },
  {
    of: 'clv-cac horizon=180 d',
    actual: 90.2 / 46.9,
    target: 3,
    unit: 'ratio',
    period: '2026-P06',
    scope: { cohort: '2026-P06' },
  },
  {
    of: 'segment-profit line=net-revenue',
    actual: 164_210,
    target: 160_000,
    unit: 'money',
    scope: { country: 'IE' },
  },
];

const BOOKS = [
  ['account=net-sales; part=ledger', 1_160_200],
  ['account=net-sales; part=out-of-scope', 2_100],
  ['account=net-sales; part=difference', 0],
  [
    'account=net-sales; approver=controller; author=accountant; part=adjustment; reason=payout-timing',
    -110,
  ],
] as const;

const ROWS = [
  ['orders', 0, 1.02, 0.004, 452 / 413_000],
  ['refunds', 0, 0.98, null, 0],
  ['marketing_spend', 2, 0.71, null, 0],
] as const;

/** 3,310,400 of 4,700,000 are done where 73.3 % were by then a year ago. */
const PACE = [
  ['', 'share', 3_310_400 / (4_700_000 * 0.733)],
  ['part=actual; ', 'money', 3_310_400],
  ['part=target; ', 'money', 4_700_000],
] as const;

/** How targets are met, the books beside net sales, and whether the rows of the week are there. */
export const targetFigures = (): ReleasedFigure[] => [
  ...PLANNED.flatMap(attainmentFigures),
  ...BOOKS.map(([options, value]) =>
    released({ metric: 'ledger-tie', options, unit: 'money', period: WEEK }, value),
  ),
  ...ROWS.flatMap(rowFigures),
  ...PACE.map(([part, unit, value]) =>
    released(
      {
        metric: 'pacing',
        options: `of=money-ladder line=net-sales; owner=finance; ${part}version=1`,
        period: '2026-11',
        unit,
      },
      value,
    ),
  ),
];

function attainmentFigures(planned: Planned): ReleasedFigure[] {
  const { of, actual, target, unit, direction = 'higher' } = planned;
  const at = {
    metric: 'target-attainment',
    period: planned.period ?? WEEK,
    scope: planned.scope ?? {},
  };
  const options = (part: string) =>
    `direction=${direction}; of=${of}; owner=finance; ${part}tolerance=0.05; version=2`;
  const share = direction === 'higher' ? actual / target : target / actual;
  return [
    released({ ...at, options: options(''), unit: 'share' }, share),
    released({ ...at, options: options('part=target; '), unit }, target, { customers: null }),
  ];
}

function rowFigures([table, age, usual, late, aside]: (typeof ROWS)[number]): ReleasedFigure[] {
  const at = { options: `table=${table}`, period: WEEK };
  const row = (metric: string, unit: Unit, value: number | null) =>
    released({ ...at, metric, unit }, value, {
      customers: null,
      reason: value === null ? 'missing_input' : null,
    });
  return [
    row('freshness', 'days', age),
    row('completeness', 'share', usual),
    row('late-share', 'share', late),
    row('quarantine-share', 'share', aside),
  ];
}
