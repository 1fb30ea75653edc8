import { describe, expect, it } from 'vitest';
import { type Cell, type CellKey, cellKey } from '../cell.ts';
import { countCell, sumCell } from '../gate/tables.fixture.ts';
import type { Increment } from './corrections.ts';
import { isEmpty } from './release-ledger.ts';
import { figureOf, releaseInTurn, type WeekOfData } from './releases.fixture.ts';

const inWeek = (cell: Cell): Cell => ({
  ...cell,
  period: '2026-W47',
  key: cellKey(cell.measure, '2026-W47', cell.scope),
});

const told = (
  printed: readonly { readonly value: number | null; readonly reason: string | null }[],
) => printed.map(({ value, reason }) => value ?? reason);

/** What each customer of a place spent. */
type Places = Readonly<Record<string, readonly number[]>>;

/** Sums of everyone and of each place. */
function spent(places: Places): WeekOfData {
  const all = inWeek(sumCell({}, Object.values(places).flat()));
  const parts = Object.entries(places).map(([country, amounts]) =>
    inWeek(sumCell({ country }, amounts)),
  );
  const cells = [all, ...parts];
  return {
    cells,
    equations: [{ total: all.key, parts: parts.map(({ key }) => key) }],
    figures: cells.map((cell) => figureOf(cell)),
  };
}

/** The same after a correction; how many customers are behind a change is known of everyone and of these places. */
function corrected(then: Places, now: Places, known = Object.keys(now)): WeekOfData {
  const changes = (country: string) =>
    (now[country] ?? []).map((amount, i) => amount - (then[country]?.[i] ?? 0));
  const everyone = [{}, Object.keys(now).flatMap(changes)] as const;
  const increments = new Map<CellKey, Increment>(
    [everyone, ...known.map((country) => [{ country }, changes(country)] as const)].map(
      ([scope, dx]) => [inWeek(sumCell(scope, [1])).key, incrementOf(dx)],
    ),
  );
  return { ...spent(now), correction: { increments } };
}

function incrementOf(changes: readonly number[]): Increment {
  const sizes = changes
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => b - a);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const [first = 0, second = 0] = sizes;
  return {
    customers: sizes.length,
    total: sum(changes),
    largest: [first, second],
    absolute: sum(sizes),
  };
}

const amounts = (customers: number, amount: number) =>
  Array.from({ length: customers }, (_, i) => amount + (i % 5));
/** The first so many change by the same. */
const moved = (all: readonly number[], customers: number, by: number) =>
  all.map((amount, i) => (i < customers ? amount + by : amount));
const total = (places: Places) =>
  Object.values(places)
    .flat()
    .reduce((sum, amount) => sum + amount, 0);

const THEN = { se: amounts(60, 1_000), no: amounts(40, 1_000), dk: amounts(30, 1_000) };
const [SE, NO, DK] = Object.values(THEN).map((own) => total({ own }));

describe('a correction', () => {
  it('tells what changed for enough customers, and what did not as it was', async () => {
    const now = { ...THEN, se: moved(THEN.se, 40, 50) };
    const { printed } = await releaseInTurn([spent(THEN), corrected(THEN, now)]);
    expect(printed.map(told)[1]).toEqual([
      total(now),
      SE === undefined ? null : SE + 2_000,
      NO,
      DK,
    ]);
  });

  it.each([
    ['one customer', 1],
    ['nine', 9],
  ])('does not tell what changed for %s', async (_, few) => {
    const now = { ...THEN, se: moved(THEN.se, few, 500) };
    const { printed } = await releaseInTurn([spent(THEN), corrected(THEN, now)]);
    expect(printed.map(told)[1]).toEqual(['withheld', 'withheld', NO, DK]);
  });

  it('does not tell what changed for one most of all', async () => {
    const now = { ...THEN, se: moved(moved(THEN.se, 40, 1), 1, 100_000) };
    const { printed } = await releaseInTurn([spent(THEN), corrected(THEN, now)]);
    expect(printed.map(told)[1]?.slice(0, 2)).toEqual(['withheld', 'withheld']);
  });

  it('does not tell what changed for nobody knows how many', async () => {
    const now = { ...THEN, se: moved(THEN.se, 40, 50) };
    const unknown = { ...spent(now), correction: { increments: new Map() } };
    const { printed } = await releaseInTurn([spent(THEN), unknown]);
    expect(printed.map(told)[1]).toEqual(['withheld', 'withheld', NO, DK]);
  });
});

describe('a correction', () => {
  it('withdraws a part that a few are behind, and another that would give it away; the total is told', async () => {
    const now = {
      se: moved(THEN.se, 40, 50),
      no: moved(THEN.no, 3, 50),
      dk: moved(THEN.dk, 20, 50),
    };
    const { printed } = await releaseInTurn([spent(THEN), corrected(THEN, now)]);
    const [all, ...parts] = told(printed[1] ?? []);
    expect(all).toBe(total(now));
    expect(parts[1]).toBe('withheld');
    expect(parts.filter((part) => part === 'withheld').length).toBeGreaterThan(1);
  });

  it('believes no change that does not lead from what was told to what is', async () => {
    const now = { ...THEN, se: moved(THEN.se, 40, 50) };
    const others = { ...THEN, se: moved(THEN.se, 40, 60) };
    const { correction } = corrected(THEN, others);
    const { printed } = await releaseInTurn([
      spent(THEN),
      { ...spent(now), ...(correction && { correction }) },
    ]);
    expect(printed.map(told)[1]?.slice(0, 2)).toEqual(['withheld', 'withheld']);
  });

  it('stands in every later release, and repeated adds nothing', async () => {
    const now = { ...THEN, se: moved(THEN.se, 40, 50) };
    const later = { ...THEN, se: moved(THEN.se, 41, 50) };
    const turns = [spent(THEN), corrected(THEN, now), spent(now), spent(later)];
    const { printed, records } = await releaseInTurn(turns);
    expect(told(printed[2] ?? [])).toEqual(told(printed[1] ?? []));
    expect(told(printed[3] ?? [])).toEqual(told(printed[1] ?? []));
    expect(records.map(isEmpty)).toEqual([false, false, true, true]);
  });

  it('is held against every earlier release: two corrections must not tell of the few between first and last', async () => {
    const once = { ...THEN, se: moved(THEN.se, 40, 50) };
    const twice = { ...THEN, se: moved(once.se, 39, -50) };
    const { printed } = await releaseInTurn([
      spent(THEN),
      corrected(THEN, once),
      corrected(once, twice),
    ]);
    expect(told(printed[2] ?? []).slice(0, 2)).toEqual(['withheld', 'withheld']);
  });
});

it('of a count tells no single customer who was counted too much', async () => {
  const week = (customers: number, change = 0): WeekOfData => {
    const cell = inWeek(countCell({}, customers));
    const increment = {
      customers: change,
      total: -change,
      largest: [1, 1] as const,
      absolute: change,
    };
    const correction = { increments: new Map([[cell.key, increment]]) };
    return {
      cells: [cell],
      equations: [],
      figures: [figureOf(cell)],
      ...(change > 0 && { correction }),
    };
  };
  const { printed } = await releaseInTurn([week(60), week(57, 3)]);
  expect(printed.map(told)).toEqual([[60], ['withheld']]);
  expect((await releaseInTurn([week(60), week(40, 20)])).printed.map(told)).toEqual([[60], [40]]);
});
