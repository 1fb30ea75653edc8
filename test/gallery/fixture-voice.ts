import type { ReleasedFigure, Scope, Unit } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const MONTHS = ['2026-10', '2026-09', '2025-10'];
const WITHHELD = { reason: 'withheld', customers: null } as const;

interface Line {
  readonly metric: string;
  readonly survey: string;
  readonly unit: Unit;
  readonly customers: number;
  /** In the reported month, the one before and a year ago. */
  readonly values: readonly [number, number, number];
  readonly interval?: readonly [number, number];
}

const SHARES = new Set(['csat', 'response-rate']);

/** 320 promoters, 222 passives and 98 detractors; 440 of 512 satisfied; 640 of 5,818 invited. */
const LINES: readonly Line[] = [
  line('nps', 'after-order', { values: [34.7, 32.1, 36], customers: 640, interval: [28.9, 40.2] }),
  line('csat', 'after-order', {
    values: [0.859, 0.866, 0.851],
    customers: 512,
    interval: [0.827, 0.887],
  }),
  line('ces', 'after-order', { values: [5.41, 5.38, 5.29], customers: 498 }),
  line('response-rate', 'after-order', {
    values: [0.11, 0.108, 0.121],
    customers: 5_818,
    interval: [0.102, 0.118],
  }),
  line('perceived-value', 'relationship', { values: [66.2, 67, 64.8], customers: 214 }),
  line('net-perceived-value', 'relationship', { values: [34.8, 35.1, 33.9], customers: 214 }),
];

function line(
  metric: string,
  survey: string,
  rest: Pick<Line, 'values' | 'customers' | 'interval'>,
): Line {
  return { metric, survey, unit: SHARES.has(metric) ? 'share' : 'ratio', ...rest };
}

/** Means of 66.2 and of 31.4. */
const DIMENSIONS: readonly (readonly [string, number])[] = [
  ['dimension=functional', 69.2],
  ['dimension=emotional', 65.2],
  ['dimension=social', 64.7],
  ['dimension=economic', 65.7],
  ['dimension=functional; role=cost', 34.8],
  ['dimension=economic; role=cost', 28],
];

/** Share of 256 comments now and of the eight months before, and NPS impact; two of a few. */
const THEMES: readonly (readonly [string, number | null, number | null, number | null])[] = [
  ['delivery delay', 0.18, 0.17, -11.3],
  ['checkout error', 0.12, 0, -4.2],
  ['taste', 0.34, 0.35, 6.1],
  ['packaging', null, 0.05, null],
  ['price', null, null, null],
];

const GROUPS: readonly (readonly [string, number | null])[] = [
  ['Loyal', 41.2],
  ['Occasional', 22.8],
  ['New, organic', null],
];

/** What customers say of the closed month, of everyone and of groups. */
export const voiceFigures = (): ReleasedFigure[] => [
  ...LINES.flatMap(lineFigures),
  ...change(),
  ...DIMENSIONS.map(([options, value]) =>
    of('perceived-value', { survey: 'relationship' }, { options, value, customers: 214 }),
  ),
  ...GROUPS.map(([group, value]) =>
    of('nps', { group, survey: 'after-order' }, { value, customers: 120 }),
  ),
  ...THEMES.flatMap(themeFigures),
];

const lineFigures = ({ metric, survey, unit, customers, values, interval }: Line) =>
  MONTHS.map((period, at) =>
    released({ metric, period, scope: { survey }, unit }, values[at] ?? null, {
      customers,
      ...(at === 0 && interval ? { lower: interval[0], upper: interval[1] } : {}),
    }),
  );

const change = (): ReleasedFigure[] => [
  released(
    {
      metric: 'nps-change',
      options: 'against=prior-month',
      period: '2026-10',
      scope: { survey: 'after-order' },
      unit: 'ratio',
    },
    2.6,
    { lower: -5.5, upper: 10.7 },
  ),
];

function themeFigures([theme, share, earlier, impact]: (typeof THEMES)[number]): ReleasedFigure[] {
  const scope = { survey: 'after-order', theme };
  const customers = 256;
  const emerging = share === null ? null : Number(theme === 'checkout error');
  return [
    of('theme-share', scope, { value: share, customers, unit: 'share' }),
    of('theme-impact', scope, { value: impact, customers }),
    of('theme-trend', scope, {
      options: 'part=earlier-share',
      value: earlier,
      customers,
      unit: 'share',
    }),
    of('theme-trend', scope, {
      options: 'part=emerging',
      value: emerging,
      customers,
      unit: 'count',
    }),
  ];
}

const of = (
  metric: string,
  scope: Scope,
  {
    value,
    customers,
    options = '',
    unit = 'ratio',
  }: { value: number | null; customers: number; options?: string; unit?: Unit },
): ReleasedFigure =>
  released(
    { metric, options, period: '2026-10', scope, unit },
    value,
    value === null ? WITHHELD : { customers },
  );
