import type { Cell, CellKey } from './cell.ts';
import type { Figure, NaReason, ReleasedFigure } from './figure.ts';
import { refuseIdentifier } from './gate/identifier-label.ts';
import { protect } from './gate/protect.ts';
import { orderSystem } from './gate/system.ts';
import { GateRefusal, type GateSummary } from './gate/verdict.ts';
import { onLedger, sameNumbers } from './ledger/corrections.ts';
import { figureKey } from './ledger/figure-key.ts';
import { linkLedger } from './ledger/link-ledger.ts';
import { FREE_OF_DATA, recordOf } from './ledger/record-of.ts';
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
import { systemOf } from './run-system.ts';
import { isEveryone } from './scope-name.ts';

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
  const figures = drafts.flatMap(({ measured }) => measured.flatMap((part) => part.figures));
  for (const figure of figures) checkFigure(figure);
  const draft = systemOf(drafts, figures);
  const { own, whole, between, revised, keyOf } = onLedger(draft, ledger, policy);
  const { cells } = orderSystem(own);
  const { published, summary } = await protect(linkLedger(whole, ledger, policy), policy);
  const known = knownCells({ cells, published }, ledger);
  const anew = new Set(revised.map(({ as }) => as));
  const reports = drafts.map(({ head, measured: parts }) => ({
    head,
    figures: parts
      .flatMap((part) => part.figures)
      .map((figure) => ({ ...figure, cells: figure.cells.map(keyOf) }))
      .map(
        (figure) =>
          standing(figure, { ledger, period: head.period, anew, known }) ??
          releaseFigure(figure, known),
      )
      .filter((figure) => !isUnsaid(figure)),
  }));
  const released = reports.flatMap((report) => report.figures);
  const amendable = new Set(figures.filter((figure) => figure.amendable).map(figureKey));
  const withheld = released.filter(({ reason }) => reason === 'withheld').length;
  return {
    reports: seal(reports.map((report) => ({ ...report, withheld }))),
    record: recordOf(
      {
        ...whole,
        cells: [...cells.values(), ...between],
        figures: released,
        published,
        revised,
        amendable,
      },
      ledger,
    ),
    summary,
  };
}

/** What a report of a period is held against: the ledger, and the cells that are known or told anew. */
interface Standing {
  readonly ledger: ReleaseLedger;
  readonly period: string;
  readonly anew: ReadonlySet<CellKey>;
  readonly known: ReadonlyMap<CellKey, KnownCell>;
}

/**
 * The figure as it was printed before. A correction tells it anew where one of its cells has changed, or where it has
 * changed though none has: then a table about no person made it, or a model. So does the report after a provisional one
 * whose late table has come, where no cell has changed.
 */
function standing(
  figure: Figure,
  { ledger, period, anew, known }: Standing,
): ReleasedFigure | undefined {
  const before = lastReleased(ledger, figure, period);
  if (before === undefined) return before;
  const isAmended = ledger.amendable.has(figureKey(figure)) && !figure.amendable;
  if (isAmended && figure.cells.every((key) => known.get(key)?.stands)) return undefined;
  if (ledger.correction === undefined) return before;
  const same = before.value === figure.value || before.reason === 'withheld';
  return same && !figure.cells.some((key) => anew.has(key)) ? before : undefined;
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
    return before.published ? [{ cell, stands: sameNumbers(before.cell, cell) }] : [];
  });
  return new Map(known.map((entry) => [entry.cell.key, entry]));
}

interface KnownCell {
  readonly cell: Cell;
  /** Readers know it as it is now. */
  readonly stands: boolean;
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
  return TOP_LEVEL_ONLY.has(reason) && !isEveryone(scope) ? 'withheld' : reason;
}
