import { describe, expect, it } from 'vitest';
import { type Cell, cellKey } from '../cell.ts';
import { countCell, sumCell } from '../gate/tables.fixture.ts';
import { isEmpty } from './release-ledger.ts';
import { figureOf, releaseInTurn, type WeekOfData } from './releases.fixture.ts';

const inPeriod = (period: string, cell: Cell): Cell => ({
  ...cell,
  period,
  key: cellKey(cell.measure, period, cell.scope),
});
const count = (period: string, customers: number, scope = {}) =>
  inPeriod(period, countCell(scope, customers));

const told = (printed: readonly { readonly value: number | null }[]) =>
  printed.map(({ value }) => value ?? 'withheld');

/** Two weeks and their month. */
function month(first: number, second: number, ofMonth = first + second): WeekOfData {
  const cells = [count('2026-W44', first), count('2026-W45', second), count('2026-11', ofMonth)];
  const [one, two, total] = cells.map(({ key }) => key);
  return {
    cells,
    equations: [{ total: total ?? '', parts: [one ?? '', two ?? ''] }],
    figures: cells.map((cell) => figureOf(cell)),
  };
}

const firstWeek = (customers: number): WeekOfData => {
  const cell = count('2026-W44', customers);
  return { cells: [cell], equations: [], figures: [figureOf(cell)] };
};

describe('a closed period', () => {
  it('is printed again as it was, whatever has come since, and adds nothing to the ledger', async () => {
    const { printed, records } = await releaseInTurn([month(40, 30), month(43, 29)]);
    expect(printed.map(told)).toEqual([
      [40, 30, 70],
      [40, 30, 70],
    ]);
    expect(records.map(isEmpty)).toEqual([false, true]);
  });

  it('that was withheld stays so, though it has grown', async () => {
    const { printed } = await releaseInTurn([firstWeek(7), firstWeek(20)]);
    expect(printed.map(told)).toEqual([['withheld'], ['withheld']]);
  });

  it('stands in any later total: nothing late, and the total is told', async () => {
    const { printed } = await releaseInTurn([firstWeek(40), month(40, 30)]);
    expect(printed.map(told)).toEqual([[40], [40, 30, 70]]);
  });

  it.each([
    ['one late customer', 41],
    ['one erased', 39],
    ['nine late', 49],
    ['more than may be told of by themselves, for the ledger knows no persons', 52],
  ])('with %s: the total of the month would tell of them', async (_, now) => {
    const { printed } = await releaseInTurn([firstWeek(40), month(now, 30)]);
    const [, [week, second, ofMonth] = []] = printed;
    expect(week?.value).toBe(40);
    expect([second?.reason, ofMonth?.reason]).toContain('withheld');
  });
});

it('holds each release against all before it, not the last alone', async () => {
  const unrelated: WeekOfData = { cells: [], equations: [], figures: [] };
  const { printed } = await releaseInTurn([firstWeek(40), unrelated, month(41, 30)]);
  expect(told(printed[2] ?? [])).not.toEqual([40, 30, 71]);
});

it('does not tell a part that an earlier total gives away', async () => {
  const [all, swedes, danes] = [
    count('2026-W44', 43),
    count('2026-W44', 40, { country: 'se' }),
    count('2026-W44', 3, { country: 'dk' }),
  ];
  const equations = [{ total: all.key, parts: [swedes.key, danes.key] }];
  const cells = [all, swedes, danes];
  const { printed } = await releaseInTurn([
    { cells, equations, figures: [figureOf(all)] },
    { cells, equations, figures: [figureOf(all), figureOf(swedes)] },
  ]);
  expect(printed.map(told)).toEqual([[43], [43, 'withheld']]);
});

it('hides late money as it hides late customers', async () => {
  const spend = (amounts: readonly number[], period: string) =>
    inPeriod(period, sumCell({}, amounts));
  const amounts = Array.from({ length: 30 }, (_, i) => 1_000 + 10 * i);
  const [week, later] = [spend(amounts, '2026-W44'), spend(amounts, '2026-W45')];
  const ofMonth = spend([...amounts, ...amounts, 77], '2026-11');
  const late = spend([...amounts, 77], '2026-W44');
  const { printed } = await releaseInTurn([
    { cells: [week], equations: [], figures: [figureOf(week)] },
    {
      cells: [late, later, ofMonth],
      equations: [{ total: ofMonth.key, parts: [late.key, later.key] }],
      figures: [late, later, ofMonth].map((cell) => figureOf(cell)),
    },
  ]);
  const [, [first, second, total] = []] = printed;
  expect(first?.value).toBe(week.total);
  expect([second?.reason, total?.reason]).toContain('withheld');
});

describe('a new figure about a closed period', () => {
  const share = (cell: Cell, change = {}) =>
    figureOf(cell, { metric: 'share', unit: 'share', value: 0.5, ...change });
  const week = (customers: number, modelled: boolean): WeekOfData => {
    const cell = count('2026-W44', customers);
    const figures = [share(cell, modelled ? { modelled: true } : {})];
    return { cells: [cell], equations: [], figures };
  };

  it('is told where the period is as it was printed', async () => {
    const { printed } = await releaseInTurn([firstWeek(40), week(40, false)]);
    expect(printed[1]).toMatchObject([{ value: 0.5, customers: 40 }]);
  });

  it('is not where it has changed: it would be worked out from what has come late', async () => {
    const { printed } = await releaseInTurn([firstWeek(40), week(41, false)]);
    expect(printed[1]).toMatchObject([{ value: null, reason: 'withheld', customers: null }]);
  });

  it('is, without its customers, where it is a model that tells it', async () => {
    const { printed } = await releaseInTurn([firstWeek(40), week(41, true)]);
    expect(printed[1]).toMatchObject([{ value: 0.5, customers: null }]);
  });
});

it('does not count on a reader who cannot tell what came late: after months only erasures do', async () => {
  const [all, large, mid, few] = [
    count('2026-W44', 61),
    count('2026-W44', 40, { country: 'se' }),
    count('2026-W44', 16, { country: 'no' }),
    count('2026-W44', 5, { country: 'dk' }),
  ];
  const erased = count('2026-W44', 60);
  const parts = [count('2026-W44', 39, { country: 'se' }), mid, few];
  const { printed } = await releaseInTurn([
    { cells: [all, large, mid, few], equations: [], figures: [figureOf(all)] },
    {
      cells: [erased, ...parts],
      equations: [{ total: erased.key, parts: parts.map(({ key }) => key) }],
      figures: [erased, ...parts].map((cell) => figureOf(cell)),
    },
  ]);
  const [, [total, swedes, norwegians, danes] = []] = printed;
  expect(total?.value).toBe(61);
  expect(danes?.reason).toBe('withheld');
  expect([swedes?.reason, norwegians?.reason]).toContain('withheld');
});

/** A week of money, then the month that it is part of: `now` is what the week has become. */
async function monthOfMoney(parts: readonly (readonly number[])[], late: readonly number[]) {
  const [was = [], ...others] = parts;
  const week = inPeriod('2026-W44', sumCell({}, was));
  const cells = [
    inPeriod('2026-W44', sumCell({}, [...was, ...late])),
    ...others.map((amounts, i) => inPeriod(`2026-W${45 + i}`, sumCell({}, amounts))),
  ];
  const total = inPeriod('2026-11', sumCell({}, [...parts.flat(), ...late]));
  const { printed } = await releaseInTurn([
    { cells: [week], equations: [], figures: [figureOf(week)] },
    {
      cells: [...cells, total],
      equations: [{ total: total.key, parts: cells.map(({ key }) => key) }],
      figures: [...cells, total].map((cell) => figureOf(cell)),
    },
  ]);
  return told(printed[1] ?? []);
}

const many = (customers: number, amount: number): number[] =>
  Array.from({ length: customers }, () => amount);

it('hides what came late behind something at least as large', async () => {
  // 12 × 25 could hide 15 % of the late 1,000, and so leave it known to within a third.
  const [week, small, total] = await monthOfMoney([many(30, 1_000), many(12, 25)], [1_000]);
  expect([week, small, total]).toEqual([30_000, 300, 'withheld']);
});

it('hides a large customer from a reader who knows what came late', async () => {
  // The late 5,200 alone would leave the 90,000 open enough, and the residual too.
  const dominatedWeek = [90_000, 5_000, ...many(10, 880)];
  const weeks = [many(30, 1_000), dominatedWeek, many(40, 5_000), many(60, 5_000)];
  const [, dominated, ...others] = await monthOfMoney(weeks, [5_200]);
  expect(dominated).toBe('withheld');
  expect(others).toContain('withheld');
});
