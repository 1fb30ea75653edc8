import { expect, it } from 'vitest';
import type { Equation } from '../cell.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { highsSolver } from './highs-solver.ts';
import type { LoadSolver } from './linear-program.ts';
import { protect } from './protect.ts';
import { countCell, countTable } from './tables.fixture.ts';
import { GateRefusal } from './verdict.ts';

const table = countTable([
  [5, 20],
  [30, 40],
]);
const solver =
  (minimise: (columns: number) => Float64Array | null): LoadSolver =>
  async () => ({
    version: 'test',
    program: (columns) => ({ minimise: () => minimise(columns), dispose: () => undefined }),
  });

it.each([
  ['AUDIT_FAILED', 'finds nothing', solver(() => null)],
  ['AUDIT_FAILED', 'answers with the true table', solver((n) => new Float64Array(n))],
  ['AUDIT_FAILED', 'answers with no numbers', solver((n) => new Float64Array(n).fill(Number.NaN))],
  ['AUDIT_FAILED', 'breaks the equations', solver((n) => new Float64Array(n).map((_, i) => i))],
  [
    'SOLVER_FAILED',
    'throws',
    solver(() => {
      throw new Error('5 customers in r0 c0');
    }),
  ],
  ['SOLVER_FAILED', 'does not load', () => Promise.reject(new Error('no such file'))],
] as const)('refuses with %s where the solver %s', async (code, _, load) => {
  await expect(protect(table, STANDARD_POLICY, load)).rejects.toEqual(new GateRefusal(code));
});

it('refuses with SOLVER_TIMEOUT where the time is up', async () => {
  const hurried = { ...STANDARD_POLICY, solverSeconds: 1e-9 };
  await expect(protect(table, hurried)).rejects.toEqual(new GateRefusal('SOLVER_TIMEOUT'));
});

it('withholds what earlier releases gave away, and goes on: to refuse would hide nothing', async () => {
  const cells = [
    countCell({}, 43),
    countCell({ country: 'se' }, 40),
    countCell({ country: 'dk' }, 3),
    countCell({ country: 'dk', channel: 'email' }, 3),
  ];
  const [all, swedes, danes, online] = cells.map(({ key }) => key);
  if (!all || !swedes || !danes || !online) throw new Error('four cells expected');
  const equations: Equation[] = [
    { total: all, parts: [swedes, danes] },
    { total: danes, parts: [online] },
  ];
  const frozen = new Map([all, swedes].map((key) => [key, true]));
  const printable = new Set([all, swedes, online]);
  const { published } = await protect({ cells, equations, printable, frozen }, STANDARD_POLICY);
  expect([...published].sort()).toEqual([all, swedes].sort());
});

it('keeps as much doubt as earlier releases have left', async () => {
  const cells = [
    countCell({}, 43),
    countCell({ country: 'se' }, 36),
    countCell({ country: 'no' }, 4),
    countCell({ country: 'dk' }, 3),
  ];
  const [all = '', swedes = '', ...small] = cells.map(({ key }) => key);
  const equations: Equation[] = [{ total: all, parts: [swedes, ...small] }];
  const frozen = new Map([all, swedes].map((key) => [key, true]));
  const printable = new Set(cells.map(({ key }) => key));
  const { published } = await protect({ cells, equations, printable, frozen }, STANDARD_POLICY);
  expect([...published].sort()).toEqual([all, swedes].sort());
});

it('disposes of every program', async () => {
  const alive = { count: 0 };
  const counted: LoadSolver = async (seconds) => {
    const highs = await highsSolver(seconds);
    return {
      version: highs.version,
      program: (columns, rows) => {
        const program = highs.program(columns, rows);
        alive.count += 1;
        return {
          minimise: (objective) => program.minimise(objective),
          dispose: () => {
            alive.count -= 1;
            program.dispose();
          },
        };
      },
    };
  };
  await protect(table, STANDARD_POLICY, counted);
  expect(alive.count).toBe(0);
});
