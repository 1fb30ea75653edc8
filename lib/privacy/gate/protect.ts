import type { CellKey } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { checkPolicy } from './consistency.ts';
import { giveBack, secondaryCells } from './give-back.ts';
import { openCells, whileGuarding } from './guard.ts';
import { highsSolver } from './highs-solver.ts';
import type { LoadSolver, Solver } from './linear-program.ts';
import { type Doubt, primaryDoubts } from './primary.ts';
import { suppress } from './suppress.ts';
import { type CellSystem, type OrderedSystem, orderSystem } from './system.ts';
import { GateRefusal, type GateVerdict } from './verdict.ts';
import { Withholding } from './withholding.ts';

/**
 * Decides which cells of a release a reader may know, so that no count of fewer than `k` customers and no
 * dominated sum can be worked out from the published cells and the equations. The same input in any order
 * gives the same verdict.
 *
 * Throws nothing but a `GateRefusal`, whose code names the reason and whose text holds no value.
 */
export async function protect(
  system: CellSystem,
  policy: DisclosurePolicy,
  loadSolver: LoadSolver = highsSolver,
): Promise<GateVerdict> {
  try {
    checkPolicy(policy);
    const ordered = orderSystem(system);
    const doubts = primaryDoubts(ordered, policy);
    return decide(ordered, doubts, await loadSolver(policy.solverSeconds));
  } catch (error) {
    throw error instanceof GateRefusal ? error : new GateRefusal('SOLVER_FAILED');
  }
}

function decide(
  system: OrderedSystem,
  doubts: ReadonlyMap<CellKey, Doubt>,
  solver: Solver,
): GateVerdict {
  const withholding = new Withholding(system);
  for (const key of doubts.keys()) withholding.withhold(key);
  const withheldPrimary = system.printable.size - withholding.published().size;
  whileGuarding(system, { doubts, solver }, (guarded) => {
    for (const home of guarded) suppress(home, withholding);
    giveBack(secondaryCells(system, withholding, doubts), guarded, withholding);
  });
  const published = withholding.published();
  if (!isSafe(system, withholding, { doubts, solver })) throw new GateRefusal('AUDIT_FAILED');
  return {
    published,
    summary: {
      cells: system.cells.size,
      withheldPrimary,
      withheldSecondary: system.printable.size - published.size - withheldPrimary,
      solverVersion: solver.version,
    },
  };
}

/** The final audit starts from nothing: it does not rely on what the suppression found. */
function isSafe(
  system: OrderedSystem,
  withholding: Withholding,
  context: { readonly doubts: ReadonlyMap<CellKey, Doubt>; readonly solver: Solver },
): boolean {
  const published = withholding.published();
  if ([...context.doubts.keys()].some((key) => published.has(key))) return false;
  return whileGuarding(system, context, (guarded) =>
    guarded.every((home) => home.audit.isSafe(openCells(home, withholding))),
  );
}
