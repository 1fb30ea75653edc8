import type { Cell, CellKey } from './cell.ts';
import type { Figure, NaReason, ReleasedFigure } from './figure.ts';
import { refuseIdentifier } from './gate/identifier-label.ts';
import { protect } from './gate/protect.ts';
import { GateRefusal } from './gate/verdict.ts';
import type { DisclosurePolicy } from './policy.ts';
import { type Released, seal } from './released.ts';
import type { DraftReport, ReleasedReport } from './report.ts';

/** Reasons that follow from the calendar or from the files supplied, and so tell nothing about customers. */
const FREE_OF_DATA: ReadonlySet<NaReason> = new Set(['unripe', 'missing_input', 'provisional']);

/** Reasons that tell of a group what its number would have told (metric rule G5). */
const TOP_LEVEL_ONLY: ReadonlySet<NaReason> = new Set(['no_customers', 'no_churn', 'not_positive']);

/**
 * The gate: the only way from drafts to something that can be rendered. All reports of a run pass it
 * together, because their readers may pool them.
 *
 * Throws a `GateRefusal`, and then nothing at all may leave.
 */
export async function release(
  drafts: readonly DraftReport[],
  policy: DisclosurePolicy,
): Promise<Released<readonly ReleasedReport[]>> {
  const measured = drafts.flatMap((draft) => draft.measured);
  const figures = measured.flatMap((part) => part.figures);
  for (const figure of figures) checkFigure(figure);
  const cells = measured.flatMap((part) => part.cells);
  const equations = measured.flatMap((part) => part.equations);
  const printable = new Set(figures.flatMap((figure) => figure.cells));
  const { published } = await protect({ cells, equations, printable }, policy);
  const known = new Map(
    cells.filter(({ key }) => published.has(key)).map((cell) => [cell.key, cell]),
  );
  const reports = drafts.map(({ head, measured: parts }) => ({
    head,
    figures: parts.flatMap((part) => part.figures).map((figure) => releaseFigure(figure, known)),
  }));
  const withheld = reports
    .flatMap((report) => report.figures)
    .filter(({ reason }) => reason === 'withheld').length;
  return seal(reports.map((report) => ({ ...report, withheld })));
}

/** A value that names no cell can be tied to no customers: it may pass only if it concerns none. */
function checkFigure({ scope, cells, value, lower, upper, customers }: Figure): void {
  for (const member of Object.values(scope)) refuseIdentifier(member);
  if ([value, lower, upper].some((part) => part !== null && !Number.isFinite(part)))
    throw new GateRefusal('NOT_A_NUMBER');
  if (cells.length === 0 && value !== null && customers !== 0)
    throw new GateRefusal('UNKNOWN_CELL');
}

function releaseFigure(figure: Figure, known: ReadonlyMap<CellKey, Cell>): ReleasedFigure {
  const { metric, options, period, scope, unit, customers } = figure;
  const name = { metric, options, period, scope, unit };
  const reason = reasonOf(figure, known);
  const cells = figure.cells.flatMap((key) => known.get(key) ?? []);
  const isKnown = cells.some((cell) => cell.kind === 'count' && cell.customers === customers);
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
  { value, reason, scope, cells }: Figure,
  known: ReadonlyMap<CellKey, Cell>,
): NaReason | null {
  if (reason !== null && FREE_OF_DATA.has(reason)) return reason;
  if (!cells.every((key) => known.has(key))) return 'withheld';
  if (reason === null) return value === null ? 'withheld' : null;
  return TOP_LEVEL_ONLY.has(reason) && Object.keys(scope).length > 0 ? 'withheld' : reason;
}
