import { expect, it } from 'vitest';
import { STANDARD_POLICY } from '../policy.ts';
import { openCells, whileGuarding } from './guard.ts';
import { highsSolver } from './highs-solver.ts';
import { primaryDoubts } from './primary.ts';
import { orderSystem } from './system.ts';
import { countTable } from './tables.fixture.ts';
import { Withholding } from './withholding.ts';

/** Whether the final audit would accept this 2 × 2 table with only these scopes withheld. */
async function isSafeWith(...scopes: readonly string[]): Promise<boolean> {
  const system = orderSystem(
    countTable([
      [5, 20],
      [30, 40],
    ]),
  );
  const withholding = new Withholding(system);
  for (const { key, scope } of system.cells.values())
    if (scopes.includes(Object.values(scope).join(' '))) withholding.withhold(key);
  const doubts = primaryDoubts(system, STANDARD_POLICY);
  const solver = await highsSolver(STANDARD_POLICY.solverSeconds);
  return whileGuarding(system, { doubts, solver }, (guarded) =>
    guarded.every((home) => home.audit.isSafe(openCells(home, withholding))),
  );
}

it('refuses a table that publishes its small count', async () => {
  expect(await isSafeWith('r0 c1', 'r1 c0', 'r1 c1')).toBe(false);
});

it('refuses a table that withholds nothing but its small count', async () => {
  expect(await isSafeWith('r0 c0')).toBe(false);
});

it('refuses a table whose columns still give the small count away', async () => {
  expect(await isSafeWith('r0 c0', 'r0 c1')).toBe(false);
});

it('accepts a rectangle', async () => {
  expect(await isSafeWith('r0 c0', 'r0 c1', 'r1 c0', 'r1 c1')).toBe(true);
});
