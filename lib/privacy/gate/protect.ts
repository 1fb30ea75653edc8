import type { CellKey } from '../cell.ts';
import type { DisclosurePolicy } from '../policy.ts';
import { checkPolicy } from './consistency.ts';
import { giveBack, secondaryCells } from './give-back.ts';
import { openCells, whileGuarding } from './guard.ts';
import { highsSolver } from './highs-solver.ts';
import type { LoadSolver, Solver } from './linear-program.ts';
import { type Doubt, primaryDoubts } from './primary.ts';
import { exposedResidual, hideResiduals } from './residual.ts';
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
    const solver = await loadSolver(policy.solverSeconds);
    return decide(ordered, { doubts, solver, policy });
  } catch (error) {
    throw error instanceof GateRefusal ? error : new GateRefusal('SOLVER_FAILED');
  }
}

interface Rules {
  readonly doubts: ReadonlyMap<CellKey, Doubt>;
  readonly solver: Solver;
  readonly policy: DisclosurePolicy;
}

function decide(system: OrderedSystem, rules: Rules): GateVerdict {
  const { doubts, solver, policy } = rules;
  const withholding = new Withholding(system);
  for (const key of doubts.keys()) withholding.withhold(key);
  const withheldPrimary = system.printable.size - withholding.published().size;
  whileGuarding(system, rules, (guarded) => {
    for (const home of guarded) suppress(home, withholding);
    hideResiduals(guarded, withholding, policy);
    const secondary = secondaryCells(system, withholding, doubts);
    giveBack(secondary, { guarded, policy }, withholding);
  });
  const published = withholding.published();
  if (!isSafe(system, withholding, rules)) throw new GateRefusal('AUDIT_FAILED');
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
function isSafe(system: OrderedSystem, withholding: Withholding, rules: Rules): boolean {
  const published = withholding.published();
  if ([...rules.doubts.keys()].some((key) => published.has(key))) return false;
  return whileGuarding(system, rules, (guarded) =>
    guarded.every(
      (home) =>
        home.audit.isSafe(openCells(home, withholding)) &&
        exposedResidual(home, withholding, rules.policy) === undefined,
    ),
  );
}
