import { isDeepStrictEqual } from 'node:util';
import type { Cell, CellKey } from './cell.ts';
import { emptyMembers } from './empty-members.ts';
import type { Figure, NaReason, ReleasedFigure } from './figure.ts';
import { refuseIdentifier } from './gate/identifier-label.ts';
import { protect } from './gate/protect.ts';
import { type CellSystem, orderSystem } from './gate/system.ts';
import { GateRefusal, type GateSummary } from './gate/verdict.ts';
import { figureKey } from './ledger/figure-key.ts';
import { linkLedger } from './ledger/link-ledger.ts';
import {
  lastReleased,
  NO_RELEASES,
  type ReleaseLedger,
  type ReleaseRecord,
} from './ledger/release-ledger.ts';
import { RESTATEMENT } from './ledger/restated.ts';
import type { DisclosurePolicy } from './policy.ts';
import { type Released, seal } from './released.ts';
import type { DraftReport, ReleasedReport } from './report.ts';

/** Reasons that follow from the calendar or from the files supplied, and so tell nothing about customers. */
const FREE_OF_DATA: ReadonlySet<NaReason> = new Set(['unripe', 'missing_input', 'provisional']);

/** Reasons that tell of a group what its number would have told (metric rule G5). */
const TOP_LEVEL_ONLY: ReadonlySet<NaReason> = new Set(['no_customers', 'no_churn', 'not_positive']);

/** What passed the gate, and what the ledger must remember of it. */
export interface Release {
  readonly reports: Released<readonly ReleasedReport[]>;
  /** Holds true numbers of withheld cells: for the ledger alone. */
  readonly record: ReleaseRecord;
  readonly summary: GateSummary;
}

/**
 * The gate: the only way from drafts to something that can be rendered. All reports of a run pass it
 * together, because their readers may pool them, and together with every earlier release, because they keep
 * their mails: what was printed before is printed again as it was.
 *
 * Throws a `GateRefusal`, and then nothing at all may leave.
 */
export async function release(
  drafts: readonly DraftReport[],
  policy: DisclosurePolicy,
  ledger: ReleaseLedger = NO_RELEASES,
): Promise<Release> {
  const measured = drafts.flatMap((draft) => draft.measured);
  const figures = measured.flatMap((part) => part.figures);
  for (const figure of figures) checkFigure(figure);
  const given = {
    cells: measured.flatMap((part) => part.cells),
    equations: measured.flatMap((part) => part.equations),
  };
  const schemes = [...new Set(drafts.flatMap(({ head }) => head.segments))];
  const places = figures.map(({ scope }) => scope);
  const added = emptyMembers(given, schemes, places);
  const draft = {
    cells: [...given.cells, ...added.cells],
    equations: [...given.equations, ...added.equations],
    printable: new Set(figures.flatMap((figure) => figure.cells)),
  };
  const { cells } = orderSystem(draft);
  const { published, summary } = await protect(linkLedger(draft, ledger, policy), policy);
  const known = knownCells({ cells, published }, ledger);
  const reports = drafts.map(({ head, measured: parts }) => ({
    head,
    figures: parts
      .flatMap((part) => part.figures)
      .map((figure) => lastReleased(ledger, figure, head.period) ?? releaseFigure(figure, known))
      .filter((figure) => !isUnsaid(figure)),
  }));
  const released = reports.flatMap((report) => report.figures);
  const withheld = released.filter(({ reason }) => reason === 'withheld').length;
  return {
    reports: seal(reports.map((report) => ({ ...report, withheld }))),
    record: recordOf({ ...draft, cells, figures: released, published }, ledger),
    summary,
  };
}

/** A change that may not be told is not there, as where nothing has changed: that something has would tell of few. */
const isUnsaid = ({ metric, reason }: ReleasedFigure): boolean =>
  metric === RESTATEMENT && reason === 'withheld';

interface Decided {
  readonly cells: ReadonlyMap<CellKey, Cell>;
  readonly published: ReadonlySet<CellKey>;
}

/** Cells that readers may know: as they were printed before, or as they are. */
function knownCells(
  { cells, published }: Decided,
  { frozen }: ReleaseLedger,
): ReadonlyMap<CellKey, KnownCell> {
  const known = [...cells.values()].flatMap((cell): KnownCell[] => {
    const before = frozen.get(cell.key);
    if (before === undefined) return published.has(cell.key) ? [{ cell, stands: true }] : [];
    return before.published ? [{ cell, stands: isDeepStrictEqual(before.cell, cell) }] : [];
  });
  return new Map(known.map((entry) => [entry.cell.key, entry]));
}

interface KnownCell {
  readonly cell: Cell;
  /** Readers know it as it is now. */
  readonly stands: boolean;
}

interface Disclosed extends Decided, Omit<CellSystem, 'cells'> {
  readonly figures: readonly ReleasedFigure[];
}

/** What the ledger does not know yet. */
function recordOf(
  { cells, equations, printable, published, figures }: Disclosed,
  ledger: ReleaseLedger,
): ReleaseRecord {
  const told = new Set(ledger.equations.map((equation) => JSON.stringify(equation)));
  const fresh = [...cells.values()].filter(({ key }) => !ledger.frozen.has(key));
  return {
    frozen: fresh
      .filter(({ key }) => printable.has(key))
      .map((cell) => ({ cell, published: published.has(cell.key) })),
    hidden: fresh.filter(({ key }) => !printable.has(key) && !ledger.hidden.has(key)),
    equations: equations.filter((equation) => !told.has(JSON.stringify(equation))),
    figures: figures.filter(
      (figure) =>
        !(figure.reason !== null && FREE_OF_DATA.has(figure.reason)) &&
        !ledger.figures.has(figureKey(figure)),
    ),
  };
}

/** A value that names no cell can be tied to no customers: it may pass only if it concerns none. */
function checkFigure({ scope, cells, value, lower, upper, customers }: Figure): void {
  for (const member of Object.values(scope)) refuseIdentifier(member);
  if ([value, lower, upper].some((part) => part !== null && !Number.isFinite(part)))
    throw new GateRefusal('NOT_A_NUMBER');
  if (cells.length === 0 && value !== null && customers !== 0)
    throw new GateRefusal('UNKNOWN_CELL');
}

function releaseFigure(figure: Figure, known: ReadonlyMap<CellKey, KnownCell>): ReleasedFigure {
  const { metric, options, period, scope, unit, customers } = figure;
  const name = { metric, options, period, scope, unit };
  const reason = reasonOf(figure, known);
  const cells = figure.cells.flatMap((key) => known.get(key) ?? []);
  const isKnown = cells.some(
    ({ cell, stands }) => stands && cell.kind === 'count' && cell.customers === customers,
  );
  const isShown = reason !== 'withheld' && cells.length === figure.cells.length;
  return {
    ...name,
    value: reason === null ? figure.value : null,
    reason,
    lower: reason === null ? figure.lower : null,
    upper: reason === null ? figure.upper : null,
    customers: isShown && isKnown ? customers : null,
  };
}

function reasonOf(
  { value, reason, scope, cells, modelled }: Figure,
  known: ReadonlyMap<CellKey, KnownCell>,
): NaReason | null {
  if (reason !== null && FREE_OF_DATA.has(reason)) return reason;
  if (!cells.every((key) => known.get(key)?.stands || (modelled && known.has(key))))
    return 'withheld';
  if (reason === null) return value === null ? 'withheld' : null;
  return TOP_LEVEL_ONLY.has(reason) && Object.keys(scope).length > 0 ? 'withheld' : reason;
}
