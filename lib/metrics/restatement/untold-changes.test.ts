import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { head } from '#lib/privacy/ledger/releases.fixture.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { release } from '#lib/privacy/release.ts';
import { openReleased } from '#lib/privacy/released.ts';
import { weekOf } from '#lib/units/calendar.ts';
import { emptyContext } from '../../../test/fixtures/measure-context.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CAUSES, type Cause } from './restated-cells.ts';
import { restatement } from './restatement.ts';

const WEEK = weekOf('2026-09-16');
const RELEASED = 50_000_00;

/** What each customer changed a week by, in cents, by cause; nobody is in two. */
type Changes = Readonly<Record<Cause, readonly number[]>>;
const NOTHING: Changes = { 'late-refunds': [], 'late-orders': [], other: [] };

function rowOf(scheme: string, amounts: readonly number[]): CellRow {
  const sizes = amounts.map(Math.abs).sort((a, b) => b - a);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const [largest = 0, second = 0] = sizes;
  const customers = amounts.filter((amount) => amount !== 0).length;
  const about = { measure: 'net-sales', period: WEEK, scheme, segment: 'all', age: null };
  return { ...about, customers, total: sum(amounts), absolute: sum(sizes), largest, second };
}

/** What a bundle prints of a week in which these customers changed something. */
async function printed(changes: Changes, gone = 0): Promise<readonly ReleasedFigure[]> {
  const all = CAUSES.flatMap((cause) => changes[cause]);
  const today = RELEASED + rowOf('all', all).total + gone;
  const rows = [
    rowOf('all', all),
    ...CAUSES.map((cause) => rowOf(cause, changes[cause])),
    { ...rowOf('now', [today]), customers: 900 },
  ];
  const weeks = [{ week: WEEK, kept: true, sums: { 'net-sales': RELEASED } }];
  const context = { ...emptyContext, restatement: { bundle: '2026-Q3', weeks } };
  const { reports } = await release(
    [{ head, measured: [restatement(rows, context)] }],
    STANDARD_POLICY,
  );
  return openReleased(reports).flatMap(({ figures, withheld }) => {
    expect(withheld).toBe(0);
    return figures.filter(({ options }) => options.includes('part='));
  });
}

const partsOf = (figures: readonly ReleasedFigure[]) =>
  new Map(figures.map(({ options, value }) => [/part=(.*)$/.exec(options)?.[1] ?? '', value]));

const many = (count: number, amount: number) =>
  Array.from({ length: count }, (_, i) => amount + 7 * i);

describe('a week that is not told of', () => {
  it.each([
    ['nothing has changed', NOTHING, 0],
    ['one customer came late', { ...NOTHING, 'late-orders': [12_345] }, 0],
    ['nine did', { ...NOTHING, 'late-orders': many(9, 1_000) }, 0],
    ['one of many gave nearly all', { ...NOTHING, 'late-refunds': [...many(20, -10), -90_000] }, 0],
    ['somebody was erased', NOTHING, -7_700],
    ['nine came and one was erased for as much', { ...NOTHING, other: [5_000] }, -5_000],
  ])('looks the same where %s', async (_, changes, gone) => {
    expect(await printed(changes, gone)).toEqual([]);
  });
});

it('tells a change of enough customers with its causes', async () => {
  const changes = { ...NOTHING, 'late-orders': many(20, 1_000), 'late-refunds': many(12, -500) };
  const difference = [...changes['late-orders'], ...changes['late-refunds']].reduce(
    (a, b) => a + b,
  );
  expect(partsOf(await printed(changes))).toEqual(
    new Map([
      ['released', RELEASED],
      ['now', RELEASED + difference],
      ['difference', difference],
      ['late-refunds', changes['late-refunds'].reduce((a, b) => a + b)],
      ['late-orders', changes['late-orders'].reduce((a, b) => a + b)],
      ['other', 0],
    ]),
  );
});

it('keeps one customer’s refund among the orders of many: two causes are untold', async () => {
  const changes = { ...NOTHING, 'late-orders': many(20, 1_000), 'late-refunds': [-700] };
  const parts = partsOf(await printed(changes));
  expect(parts.get('difference')).toBe(rowOf('all', [...changes['late-orders'], -700]).total);
  expect(parts.has('late-refunds')).toBe(false);
  expect(parts.has('late-orders')).toBe(false);
});

const amounts = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 30 });
const { k, dominancePercent } = STANDARD_POLICY;

/** Enough customers, and nobody who could work out the largest from their own share. */
function isTellable(given: readonly number[]): boolean {
  const [first = 0, second = 0, ...others] = given.map(Math.abs).sort((a, b) => b - a);
  const rest = others.reduce((all, one) => all + one, 0);
  return (
    given.length === 0 ||
    (given.length >= k && rest >= (dominancePercent / 100) * first && second >= 0)
  );
}

it('prints no sum, and leaves none to be worked out, of few or dominant customers', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, amounts, amounts, async (orders, refunds, other) => {
      const changes = { 'late-orders': orders, 'late-refunds': refunds.map((x) => -x), other };
      const parts = partsOf(await printed(changes));
      const all = CAUSES.flatMap((cause) => changes[cause]);
      if (parts.has('difference')) expect(isTellable(all)).toBe(true);
      else expect(parts.size).toBe(0);
      for (const cause of CAUSES)
        if (parts.has(cause)) expect(isTellable(changes[cause])).toBe(true);
      const untold = CAUSES.filter((cause) => parts.size > 0 && !parts.has(cause));
      expect(isTellable(untold.flatMap((cause) => changes[cause]))).toBe(true);
      expect(untold).not.toHaveLength(1);
    }),
    { numRuns: 60 },
  );
}, 60_000);
