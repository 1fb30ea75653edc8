import { expect, it } from 'vitest';
import { cellKey } from '../cell.ts';
import type { Figure } from '../figure.ts';
import { countCell } from '../gate/tables.fixture.ts';
import { figureOf, releaseInTurn, type WeekOfData } from './releases.fixture.ts';

/** New customers of the week, and what each cost, on spend that is late or not. */
function week(customers: number, spend: number, change: Partial<Figure> = {}): WeekOfData {
  const cell = { ...countCell({}, customers), period: '2026-W47' };
  const keyed = { ...cell, key: cellKey(cell.measure, cell.period, {}) };
  const cost = { metric: 'cac-blended', unit: 'money', value: spend / customers } as const;
  return { cells: [keyed], equations: [], figures: [figureOf(keyed, { ...cost, ...change })] };
}
const late = { amendable: true } as const;

const toldOf = async (...weeks: readonly WeekOfData[]) =>
  (await releaseInTurn(weeks)).printed.map(([figure]) => figure?.value ?? figure?.reason);

it('tells anew what rested on late spend, and then it stands', async () => {
  expect(await toldOf(week(40, 400, late), week(40, 800), week(40, 1_200))).toEqual([10, 20, 20]);
});

it('lets a second report on late spend say what the first one said', async () => {
  expect(await toldOf(week(40, 400, late), week(40, 600, late), week(40, 800))).toEqual([
    10, 10, 20,
  ]);
});

it('keeps what was said where customers have come too: both numbers would tell of them', async () => {
  expect(await toldOf(week(40, 400, late), week(41, 820))).toEqual([10, 10]);
});

it('never amends what rested on no late table', async () => {
  expect(await toldOf(week(40, 400), week(40, 800))).toEqual([10, 10]);
});

it('leaves a withheld figure withheld', async () => {
  expect(await toldOf(week(4, 400, late), week(4, 800))).toEqual(['withheld', 'withheld']);
});
