import { expect, it } from 'vitest';
import type { ReleasedFigure, Scope } from '#lib/privacy/figure.ts';
import { fixtureReport } from '../../../test/gallery/fixture-report.ts';
import { figureTable } from '../figure-table.ts';
import { formatFor } from '../format.ts';
import { subscriberValue } from './subscriber-value.ts';

const { head } = fixtureReport();

const figure = (options: string, change: Partial<ReleasedFigure>): ReleasedFigure => ({
  metric: 'clv-contractual',
  options,
  period: head.period,
  scope: {},
  unit: 'money',
  value: null,
  reason: null,
  lower: null,
  upper: null,
  customers: 446,
  ...change,
});

const at = (scope: Scope, period: string, value: number | null): ReleasedFigure[] => [
  figure('horizon=365 d', {
    scope,
    period,
    value,
    reason: value === null ? 'withheld' : null,
    lower: value === null ? null : value - 500,
    upper: value === null ? null : value + 550,
  }),
  figure('horizon=365 d; part=new-subscriber', { scope, period, value }),
  figure('part=active-subscribers', { scope, period: '2026-Q3', value: 446, unit: 'count' }),
];

function laidOut(figures: readonly ReleasedFigure[]) {
  const format = formatFor(head);
  return subscriberValue({ head, format, withheld: 0, figures: figureTable(figures) });
}

it('shows everyone and segments with a value, then what the model missed', () => {
  const blocks = laidOut([
    ...at({}, head.period, 5979),
    ...at({ country: 'IE' }, '2026-Q3', 6028),
    ...at({ country: 'LU' }, '2026-Q3', null),
    figure('part=holdout-bias; model=bdw; months=1; renewals=7', { value: -0.012, unit: 'share' }),
    figure('part=holdout-bias; model=sbg; months=12; renewals=1', { value: 0.03, unit: 'share' }),
  ]);
  const texts = blocks.map((block) => {
    if (block?.kind !== 'table') return block?.kind === 'note' ? block.text : block;
    return [
      block.caption,
      ...block.rows.map((row) => [row.label, ...row.cells.map(({ text }) => text)]),
    ];
  });
  expect(texts).toEqual([
    [
      'Value of subscribers in the next 365 days per subscriber, EUR',
      ['All subscribers', '446', '59.79', '54.79', '65.29', '59.79'],
      ['country IE', '446', '60.28', '55.28', '65.78', '60.28'],
    ],
    expect.stringContaining('Segments, and who is active, as of the last quarter close.'),
    'Renewals by month: BdW, checked on the last 7; fitted on earlier ones only, it expected 1.2% fewer than came.',
    'Renewals by year: sBG, checked on the last 1; fitted on earlier ones only, it expected 3.0% more than came.',
  ]);
});

it('says nothing where there are no subscribers', () => {
  expect(laidOut([])).toEqual([]);
  expect(laidOut(at({}, head.period, null))).toEqual([]);
});
