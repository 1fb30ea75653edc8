import { emptyMembers } from './empty-members.ts';
import type { Figure } from './figure.ts';
import type { CellSystem } from './gate/system.ts';
import type { DraftReport } from './report.ts';

/** Every cell and equation of a run, members of schemes without customers included. */
export function systemOf(drafts: readonly DraftReport[], figures: readonly Figure[]): CellSystem {
  const measured = drafts.flatMap((draft) => draft.measured);
  const given = {
    cells: measured.flatMap((part) => part.cells),
    equations: measured.flatMap((part) => part.equations),
  };
  const schemes = [...new Set(drafts.flatMap(({ head }) => head.segments))];
  const places = figures.map(({ scope }) => scope);
  const added = emptyMembers(given, schemes, places);
  return {
    cells: [...given.cells, ...added.cells],
    equations: [...given.equations, ...added.equations],
    printable: new Set(figures.flatMap((figure) => figure.cells)),
  };
}
