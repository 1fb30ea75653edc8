import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import { alertBlocks, segmentAlerts } from './alerts.ts';
import { contextOf, report, textOf } from './gallery-layout.fixture.ts';

/** The ladder's net revenue, in cents, of this week and the last. */
const moved = (now: number, before: number): ReleasedFigure[] =>
  report.figures.flatMap((figure) => {
    if (figure.options !== 'line=net-revenue' || figure.metric !== 'money-ladder') return [];
    if (figure.period === '2026-W47') return [{ ...figure, value: now }];
    return figure.period === '2026-W46' ? [{ ...figure, value: before }] : [];
  });

it('alerts on what passes the relative and the absolute limit, and on neither alone', () => {
  const alerts = (now: number, before: number, change: Partial<ReportHead> = {}) =>
    alertBlocks(contextOf(moved(now, before), change)).map(textOf);
  expect(alerts(600_000, 500_000)).toEqual([
    'Alert: Net revenue rose +20.0% (+1,000) to EUR 6,000 since W46, more than 10 % and EUR 500.',
  ]);
  expect(alerts(400_000, 500_000)[0]).toContain('fell -20.0% (-1,000) to EUR 4,000');
  expect(alerts(60_000, 50_000)).toEqual([]);
  expect(alerts(100_100_000, 100_000_000)).toEqual([]);
  expect(alerts(550_000, 500_000)).toEqual([]);
  expect(alerts(600_000, 500_000, { state: 'ANALYSIS' })).toEqual([]);
});

it('alerts by the limits of the report, and on segments by what they brought', () => {
  const limits = { alerts: { percent: 25, amount: 500 } };
  expect(alertBlocks(contextOf(moved(600_000, 500_000), limits))).toEqual([]);
  expect(alertBlocks(contextOf(moved(630_000, 500_000), limits))).toHaveLength(1);
  const segment = (name: string, now: number | null, before: number) =>
    moved(now ?? 0, before).map(
      (figure): ReleasedFigure => ({
        ...figure,
        metric: 'segment-profit',
        scope: { group: name },
        ...(now === null && figure.period === '2026-W47'
          ? { value: null, reason: 'withheld' }
          : {}),
      }),
    );
  const figures = [
    segment('Loyal', 400_000, 500_000),
    segment('Promising', 500_000, 300_000),
    segment('Occasional', 52_000, 40_000),
    segment('Staff', null, 900_000),
    segment('Business', 103_000, 100_000),
  ].flat();
  const context = { segments: ['group'] };
  expect(segmentAlerts(contextOf(figures, context)).map(textOf)).toEqual([
    'Alert: Net revenue of group Promising rose +66.7% (+2,000) to EUR 5,000 since W46, more than 10 % and EUR 500.',
    'Alert: Net revenue of group Loyal fell -20.0% (-1,000) to EUR 4,000 since W46, more than 10 % and EUR 500.',
  ]);
  const named = figures.map(({ scope, ...figure }) => ({
    ...figure,
    scope: { name: scope['group'] ?? '' },
  }));
  expect(textOf(segmentAlerts(contextOf(named, { segments: ['name'] }))[0])).toContain(
    'Net revenue of name Promising rose',
  );
  const many = ['A', 'B', 'C', 'D', 'E'].flatMap((name) => segment(name, 600_000, 500_000));
  expect(segmentAlerts(contextOf(many, context)).map(textOf)[3]).toBe(
    '2 further segments moved as far.',
  );
});
