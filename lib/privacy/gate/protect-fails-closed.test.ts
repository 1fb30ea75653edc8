import { expect, it } from 'vitest';
import type { Cell, Equation } from '../cell.ts';
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

it('refuses with AUDIT_FAILED where the structure alone fixes a hidden cell', async () => {
  const cells: Cell[] = [
    countCell({}, 50),
    countCell({ again: 'yes' }, 50),
    countCell({}, 0, { measure: 'lapsed', behavioural: true }),
  ];
  const [all, same, none] = cells.map(({ key }) => key);
  if (!all || !same || !none) throw new Error('three cells expected');
  const equations: Equation[] = [
    { total: all, parts: [same] },
    { total: all, parts: [same, none] },
  ];
  const printable = new Set([all, same]);
  await expect(protect({ cells, equations, printable }, STANDARD_POLICY)).rejects.toEqual(
    new GateRefusal('AUDIT_FAILED'),
  );
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
