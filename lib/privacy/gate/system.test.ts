import { expect, it } from 'vitest';
import type { Cell } from '../cell.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { checkPolicy } from './consistency.ts';
import { orderSystem } from './system.ts';
import { allPrintable, countCell, countTable, sumCell } from './tables.fixture.ts';
import { GateRefusal } from './verdict.ts';

const everyone = countCell({}, 30);
const french = countCell({ country: 'fr' }, 12);
const german = countCell({ country: 'de' }, 18);
const split = { total: everyone.key, parts: [french.key, german.key] };

const order =
  (cells: readonly Cell[], equations = [split]) =>
  () =>
    orderSystem(allPrintable(cells, equations));

it('accepts the same cell and the same equation from several metrics', () => {
  const cells = [everyone, french, german, { ...french }];
  const { cells: merged, components } = orderSystem(allPrintable(cells, [split, split]));
  expect(merged.size).toBe(3);
  expect(components.map(({ rows }) => rows.length)).toEqual([1]);
});

it('separates what no equation ties together', () => {
  const spend = sumCell({}, [1, 2]);
  const { components } = orderSystem(allPrintable([everyone, french, german, spend], [split]));
  expect(components.map(({ cells }) => cells.map(({ measure }) => measure))).toEqual([
    ['customers', 'customers', 'customers'],
    ['spend'],
  ]);
});

it('ties the sums of a group to its count', () => {
  const spend = sumCell({ country: 'fr' }, Array(12).fill(5), { countKey: french.key });
  const { twins } = orderSystem(allPrintable([everyone, french, german, spend], [split]));
  expect(twins.get(spend.key)).toEqual([french.key, spend.key]);
  expect(twins.get(german.key)).toEqual([german.key]);
});

it('does not depend on the order of its input', () => {
  const { cells, equations, printable } = countTable([
    [3, 14, 15],
    [92, 65, 35],
  ]);
  const turned = {
    cells: cells.toReversed(),
    equations: equations
      .toReversed()
      .map(({ total, parts }) => ({ total, parts: parts.toReversed() })),
    printable,
  };
  expect(orderSystem(turned)).toEqual(orderSystem({ cells, equations, printable }));
});

it.each([
  ['INCONSISTENT_CELL', [everyone, french, german, { ...french, behavioural: true }]],
  [
    'INCONSISTENT_CELL',
    [everyone, french, german, { ...countCell({}, 1, { measure: 'x' }), total: 2 }],
  ],
  ['INCONSISTENT_CELL', [everyone, french, german, { ...sumCell({}, [5, 3]), absolute: 7 }]],
  [
    'INCONSISTENT_CELL',
    [everyone, french, german, { ...sumCell({}, [5]), countKey: sumCell({}, []).key }],
  ],
  ['INCONSISTENT_CELL', [everyone, french, german, sumCell({}, [5, -3])]],
  ['INCONSISTENT_EQUATION', [everyone, french, countCell({ country: 'de' }, 17)]],
  ['UNKNOWN_CELL', [everyone, french]],
  ['UNKNOWN_CELL', [everyone, french, german, sumCell({}, [5], { countKey: 'nowhere' })]],
  ['NOT_A_WHOLE_NUMBER', [everyone, french, german, sumCell({}, [0.5])]],
  ['NOT_A_WHOLE_NUMBER', [everyone, french, german, sumCell({}, [2 ** 53])]],
  ['NOT_A_WHOLE_NUMBER', [everyone, french, german, sumCell({}, [Number.NaN])]],
] as const)('refuses with %s', (code, cells) => {
  expect(order(cells)).toThrow(new GateRefusal(code));
});

it('refuses a printed cell that nobody measured', () => {
  expect(() =>
    orderSystem({ cells: [everyone], equations: [], printable: new Set([french.key]) }),
  ).toThrow(new GateRefusal('UNKNOWN_CELL'));
});

it.each([
  { k: 4 },
  { k: 10.5 },
  { k: Number.NaN },
  { surveyRespondents: 9 },
  { dominancePercent: 9.9 },
  { solverSeconds: 0 },
])('refuses a policy with %o', (change) => {
  expect(() => checkPolicy({ ...STANDARD_POLICY, ...change })).toThrow(
    new GateRefusal('POLICY_BELOW_FLOOR'),
  );
});
