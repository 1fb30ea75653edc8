import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { contextOf, rowsOf, textOf } from './gallery-layout.fixture.ts';
import { replacementBlocks } from './replacement.ts';

const line = (name: string, cents: number | null, scope = {}): ReleasedFigure => ({
  metric: 'money-ladder',
  options: `line=${name}`,
  period: '2026-W47',
  scope,
  unit: 'money',
  value: cents,
  reason: cents === null ? 'withheld' : null,
  lower: null,
  upper: null,
  customers: null,
});

const signed = {
  act: 'correction',
  approver: 'controller',
  words: 'wrong rate of USD on 2026-11-20',
} as const;

/** The correction of the specification. */
const correction = (now: readonly ReleasedFigure[], replaced: readonly ReleasedFigure[]) =>
  replacementBlocks({
    ...contextOf(now, { state: 'CORRECTION', revision: 3, replaces: 2, signed }),
    replaced,
  });

it('says what a correction replaces, why, who approved it, and what has changed, withdrawn lines last', () => {
  const group = { group: 'Loyal' };
  const [said, table, others] = correction(
    [
      line('shipping', null),
      line('net-revenue', 120_295_400),
      line('contribution', 42_142_500),
      line('net-sales', null, group),
    ],
    [
      line('shipping', 4_610_000),
      line('net-revenue', 120_431_000),
      line('contribution', 42_190_000),
      line('net-sales', 40_210_000, group),
    ],
  );
  expect(textOf(said)).toBe(
    'Replaces r2. Cause: wrong rate of USD on 2026-11-20. Approved by: controller.',
  );
  expect(table).toMatchObject({ caption: 'CHANGED, EUR', columns: ['Line', 'r2', 'r3', 'diff'] });
  expect(rowsOf(table)).toEqual([
    ['Net revenue', '1,204,310.00', '1,202,954.00', '-1,356.00'],
    ['Contribution', '421,900.00', '421,425.00', '-475.00'],
    ['Shipping', '46,100.00', 'n/a (withheld)', 'n/a'],
  ]);
  expect(textOf(others)).toBe(
    'Withdrawn below top level until the next bundle: 1. Other lines are unchanged.',
  );
});

it('names a line once that two metrics tell, and no line whose change nobody is shown', () => {
  const twice = (cents: number) => [line('net-revenue', cents), line('net-revenue', cents)];
  const [, table] = correction(twice(200), twice(100));
  expect(rowsOf(table)).toHaveLength(1);
  expect(correction([line('net-revenue', 100.2)], [line('net-revenue', 100)])[1]).toBeNull();
});

it('lists the changed lines of a FINAL after a PROVISIONAL, without a cause', () => {
  const [said, table, others] = replacementBlocks({
    ...contextOf([line('net-revenue', 300)], { revision: 2, replaces: 1 }),
    replaced: [line('net-revenue', 100)],
  });
  expect(textOf(said)).toBe('Replaces r1.');
  expect(rowsOf(table)).toEqual([['Net revenue', '1.00', '3.00', '+2.00']]);
  expect(textOf(others)).toContain('unchanged.');
});

it('says of a report that replaces another without a signature no more than that, and nothing of a first one', () => {
  expect(replacementBlocks(contextOf([], { revision: 2, replaces: 1 })).map(textOf)).toEqual([
    'Replaces r1.',
  ]);
  expect(replacementBlocks(contextOf([]))).toEqual([]);
});
