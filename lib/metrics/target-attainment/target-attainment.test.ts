import { expect, it } from 'vitest';
import type { Figure } from '#lib/privacy/figure.ts';
import { countCell } from '#lib/privacy/gate/tables.fixture.ts';
import { figureOf, head } from '#lib/privacy/ledger/releases.fixture.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { release } from '#lib/privacy/release.ts';
import { openReleased } from '#lib/privacy/released.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { context, measured, target } from './target.fixture.ts';
import { targetAttainment } from './target-attainment.ts';
import type { Target } from './targets.ts';

/** The attainment of one target by one figure, without the target itself. */
const attained = (aim: Partial<Target>, figure: Partial<Figure>): Figure | undefined =>
  targetAttainment([target(aim)], [measured(figure)], context).find(
    ({ options }) => !options.includes('part=target'),
  );

it('is 93.36 % where 48.20 was spent and 45 planned, less being better (definitions, section 11)', () => {
  const figure = attained(
    { metric: 'cac-loaded', value: 45, direction: 'lower' },
    { metric: 'cac-loaded', value: 4820 },
  );
  expect(figure?.value).toBeCloseTo(0.9336, 4);
  expect(figure?.unit).toBe('share');
});

it('takes less of a cost to be better unless the target says otherwise', () => {
  const cost = { metric: 'cac-loaded', value: 4820 };
  expect(attained({ metric: 'cac-loaded', value: 45 }, cost)?.value).toBeCloseTo(45 / 48.2, 12);
  expect(
    attained({ metric: 'cac-loaded', value: 45, direction: 'higher' }, cost)?.value,
  ).toBeCloseTo(48.2 / 45, 12);
  expect(attained({ value: 50 }, {})?.value).toBeCloseTo(48.2 / 50, 12);
  const refunds = { metric: 'money-ladder', options: 'line=refunds', value: 4000 };
  expect(attained({ metric: 'refunds', value: 50 }, refunds)?.value).toBe(50 / 40);
});

it('is about the closed month and any cohort, not about the months that it is compared with', () => {
  const [now, before, yearAgo] = ['2026-10', '2026-09', '2025-10'];
  const of = (period: string, scope: Figure['scope']) =>
    attained({ metric: 'csat', period }, { metric: 'csat', period, scope })?.value;
  expect([now, before, yearAgo].map((month) => of(month, {}))).toEqual([
    0.964,
    undefined,
    undefined,
  ]);
  expect(of(before, { cohort: before })).toBe(0.964);
});

it('shows the difference from a target of 0 or less, which no share of it could say', () => {
  expect(attained({ value: 0 }, {})).toMatchObject({ value: 4820, unit: 'money' });
  expect(attained({ value: -10 }, { value: -500 })).toMatchObject({ value: 500, unit: 'money' });
  expect(attained({ value: 0 }, {})?.options).toContain('part=difference');
});

it('has no share of what is 0 where less is better, and the reason of a figure without a value', () => {
  expect(attained({ direction: 'lower' }, { value: 0 })).toMatchObject({
    value: null,
    reason: 'not_positive',
  });
  expect(attained({}, { value: null, reason: 'unripe' })).toMatchObject({
    value: null,
    reason: 'unripe',
  });
});

it('is about the figure of that metric, period and segment, and of its headline among several', () => {
  const ladder = measured({ metric: 'money-ladder', options: 'line=net-revenue', value: 90_000 });
  const ireland = measured({
    metric: 'segment-profit',
    options: 'line=net-revenue',
    scope: { country: 'IE' },
    value: 30_000,
  });
  const repeat = (age: number, value: number) =>
    measured({
      metric: 'repeat-rate',
      options: `age=${age} d`,
      unit: 'share',
      period: '2026-08',
      scope: { cohort: '2026-08' },
      value,
    });
  const figures = [ladder, ireland, repeat(30, 0.1), repeat(90, 0.3)];
  const of = (aim: Partial<Target>) =>
    targetAttainment([target(aim)], figures, context).map(({ value }) => value);
  expect(of({ metric: 'net-revenue', value: 1000 })).toEqual([0.9, 100_000]);
  expect(of({ metric: 'net-revenue', value: 400, segment: 'IE' })).toEqual([0.75, 40_000]);
  expect(of({ metric: 'net-revenue', value: 400, segment: 'country=IE' })).toEqual([0.75, 40_000]);
  expect(of({ metric: 'net-revenue', value: 400, segment: 'FR' })).toEqual([]);
  expect(of({ metric: 'repeat-rate', period: '2026-08', value: 0.4 })[0]).toBeCloseTo(0.75, 12);
  expect(of({ metric: 'net-revenue', period: weekLabel(context.priorWeek) })).toEqual([]);
});

it('is withheld with the figure it is made of, while the target is known', async () => {
  const few = countCell({ country: 'dk' }, 3);
  const figure = figureOf(few);
  const made = targetAttainment(
    [target({ metric: figure.metric, period: figure.period, segment: 'dk', value: 6 })],
    [figure],
    context,
  );
  const { reports } = await release(
    [{ head, measured: [{ figures: [figure, ...made], cells: [few], equations: [] }] }],
    STANDARD_POLICY,
  );
  const [report] = openReleased(reports);
  expect(report?.figures.map(({ value, reason }) => [value, reason])).toEqual([
    [null, 'withheld'],
    [null, 'withheld'],
    [6, null],
  ]);
});
