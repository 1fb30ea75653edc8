import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { ChangeMeasure } from '../facts/week/weekly-changes.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { type BridgeCells, bridgeCells } from './bridge-cells.ts';

/**
 * From net revenue of the week before to that of the week, in minor units: parts with their sign, which add up exactly
 * with `new` and `guests` and `absent`, or with `new-or-guest` and `absent-or-guest` in their place. Throws
 * `BridgeDoesNotCloseError`.
 */
export function revenueBridge(
  changes: readonly CellRow[],
  flow: readonly CellRow[],
  context: MeasureContext,
): Measured {
  const bridge = bridgeCells(changes, flow, context);
  const opening = bridge.ledger('net-revenue', context.priorWeek);
  const closing = bridge.ledger('net-revenue', context.week);
  if (!opening || !closing) return NOTHING_MEASURED;
  const parts = [...customerParts(bridge), ...guestParts(bridge), ...ledgerParts(bridge, context)];
  assertCloses(parts, closing.total - opening.total);
  return {
    figures: parts.map((part) => partFigure(part, weekLabel(context.week))),
    cells: bridge.cells,
    equations: bridge.equations,
  };
}

interface Part {
  readonly name: string;
  /** What it adds to the opening, in minor units. */
  readonly change: number;
  readonly cells: readonly Cell[];
}

const PLUS: readonly ChangeMeasure[] = [
  'new',
  'acquisition-unknown',
  'reactivated',
  'returning',
  'up',
];
const MINUS: readonly ChangeMeasure[] = ['down', 'absent'];

const customerParts = ({ customers }: BridgeCells): Part[] => [
  ...PLUS.flatMap((measure) => partOf(measure, 1, customers.of(measure))),
  ...MINUS.flatMap((measure) => partOf(measure, -1, customers.of(measure))),
];

const partOf = (name: string, sign: 1 | -1, cell: Cell | null): Part[] =>
  cell ? [{ name, change: sign * cell.total, cells: [cell] }] : [];

/** Guests apart, and the parts that hold them where they are too few to be shown apart. */
function guestParts({ guests, both }: BridgeCells): Part[] {
  const [later, earlier] = [guests.of('repriced'), guests.of('earlier')];
  if (!later || !earlier) return [];
  return [
    { name: 'guests', change: later.total - earlier.total, cells: [later, earlier] },
    ...partOf('new-or-guest', 1, both.won),
    ...partOf('absent-or-guest', -1, both.gone),
  ];
}

function ledgerParts(
  { both, ledger }: BridgeCells,
  { week, priorWeek, supplied }: MeasureContext,
): Part[] {
  const [later, earlier] = [ledger('refunds', week), ledger('refunds', priorWeek)];
  return [
    ...(later && earlier && supplied.has('refunds')
      ? [{ name: 'refunds', change: earlier.total - later.total, cells: [later, earlier] }]
      : []),
    ...partOf('fx', 1, both.fx),
  ];
}

/** In the place of others, so not in the sum beside them. */
const INSTEAD: ReadonlySet<string> = new Set(['new-or-guest', 'absent-or-guest']);

function assertCloses(parts: readonly Part[], change: number): void {
  const sum = parts
    .filter(({ name }) => !INSTEAD.has(name))
    .reduce((all, part) => all + part.change, 0);
  if (sum !== change) throw new BridgeDoesNotCloseError(sum - change);
}

const partFigure = ({ name, change, cells }: Part, period: string): Figure =>
  figure({
    name: { metric: 'revenue-bridge', options: `part=${name}`, period, scope: {} },
    unit: 'money',
    value: change,
    customers: cells[0]?.customers ?? 0,
    cells: cellKeys(...cells),
  });

/** The parts of the bridge do not add up to the change: its classes overlap or leave somebody out. */
export class BridgeDoesNotCloseError extends Error {
  override readonly name = 'BridgeDoesNotCloseError';
  constructor(difference: number) {
    super(
      `parts of the revenue bridge miss the change of net revenue by ${difference} minor units`,
    );
  }
}
