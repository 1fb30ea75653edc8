import { expect, it } from 'vitest';
import { STANDARD_POLICY } from '../policy.ts';
import { primaryDoubts } from './primary.ts';
import { orderSystem } from './system.ts';
import { allPrintable, countCell, sumCell } from './tables.fixture.ts';

const doubtsOf = (...cells: Parameters<typeof allPrintable>[0]) => {
  const doubts = primaryDoubts(orderSystem(allPrintable(cells, [])), STANDARD_POLICY);
  return cells.map(({ key }) => doubts.get(key));
};

it('leaves a count below k anywhere between nobody and k', () => {
  const cells = [0, 1, 9, 10].map((n) => countCell({ country: `c${n}` }, n));
  expect(doubtsOf(...cells)).toEqual([
    undefined,
    { down: 1, up: 9 },
    { down: 9, up: 1 },
    undefined,
  ]);
});

it('finds nobody and everybody as telling as few, where it is about behaviour', () => {
  const active = countCell({}, 40, { measure: 'active', behavioural: true });
  const lapsed = countCell({}, 0, { measure: 'lapsed', behavioural: true });
  expect(doubtsOf(active, lapsed)).toEqual([undefined, { down: 0, up: 10 }]);
});

it('finds what everyone did alike as telling as what nobody did', () => {
  const once = Array.from({ length: 12 }, () => 1);
  const orders = sumCell({ country: 'c1' }, once, { measure: 'orders', behavioural: true });
  const twiceOne = [...once.slice(1), 2];
  const mixed = sumCell({ country: 'c2' }, twiceOne, { measure: 'orders', behavioural: true });
  const fees = sumCell({ country: 'c1' }, once, { measure: 'fees' });
  const none = sumCell({ country: 'c3' }, [], { measure: 'orders', behavioural: true });
  expect(doubtsOf(orders, mixed, fees, none)).toEqual([
    { down: 0, up: 1 },
    undefined,
    undefined,
    { down: 0, up: 1 },
  ]);
});

it('asks for more respondents of a survey than for customers', () => {
  const answered = [29, 30].map((n) => countCell({ survey: `s${n}` }, n, { respondents: true }));
  const scores = [29, 30].map((n) =>
    sumCell(
      { survey: `s${n}` },
      Array.from({ length: n }, (_, i) => 5 + (i % 2)),
      {
        measure: 'score',
        respondents: true,
      },
    ),
  );
  expect(doubtsOf(...answered, ...scores)).toEqual([
    { down: 29, up: 1 },
    undefined,
    { down: 1, up: 1 },
    undefined,
  ]);
});

it('leaves no contributor able to estimate the largest within 15 %', () => {
  // 15 % of 1,000 is 150: the other ten together add 150, 149 and 40, so 0, 1 and 110 are missing.
  const others = [150, 149, 40].map((rest) => [1000, 500, rest - 9, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  const cells = others.map((amounts, i) => sumCell({ country: `c${i}` }, amounts));
  expect(doubtsOf(...cells)).toEqual([undefined, { down: 1, up: 1 }, { down: 110, up: 110 }]);
});

it('protects a sum over few customers by the share of its largest', () => {
  const amounts = [1001, 900, 900, 900, 900, 900];
  expect(doubtsOf(sumCell({}, amounts))).toEqual([{ down: 151, up: 151 }]);
});

it('judges refunds by their size', () => {
  const amounts = [5000, -4990, ...Array.from({ length: 12 }, () => 10)];
  expect(doubtsOf(sumCell({}, amounts, { signed: true }))).toEqual([{ down: 630, up: 630 }]);
});

it('leaves one customer of doubt in the count of a dominated sum', () => {
  const count = countCell({}, 12);
  const amounts = [9000, ...Array.from({ length: 11 }, () => 10)];
  const spend = sumCell({}, amounts, { countKey: count.key });
  expect(doubtsOf(count, spend)).toEqual([
    { down: 1, up: 1 },
    { down: 1250, up: 1250 },
  ]);
});
