import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation, unionOf } from '../facts/cells/derived-cells.ts';
import { flowCells } from '../facts/week/flow-cells.ts';
import type { MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';

/** Contribution and net revenue of a part of what was sold in a week. */
export interface Margin {
  readonly contribution: Cell;
  readonly revenue: Cell;
}

/** What was sold in a week, parted by segment of one scheme: some segments, and all else, guests too, as one. */
export interface WeekMargins {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  readonly everyone: Margin | null;
  /** By segment; all else is under the empty name. */
  readonly parts: ReadonlyMap<string, Margin>;
}

/** Fewer ordering customers in either week are not told apart: ratios of so few would be flagged (rule G9). */
const LEAST_CUSTOMERS = 30;
const REST = '';

/** Segments with enough ordering customers in each of the weeks, in name order. */
export function largeSegments(
  rows: readonly CellRow[],
  scheme: string,
  weeks: readonly number[],
): string[] {
  const large = (row: CellRow) =>
    row.measure === 'ordering-customers' &&
    row.scheme === scheme &&
    row.customers >= LEAST_CUSTOMERS;
  const inWeek = (week: number) =>
    rows.filter((row) => large(row) && row.period === week).map(({ segment }) => segment);
  const [first = [], ...others] = weeks.map(inWeek);
  return first.filter((segment) => others.every((names) => names.includes(segment))).sort();
}

/** `rest` is tied to its parts and, with the segments told apart, to the money ladder. */
export function weekMargins(
  rows: readonly CellRow[],
  { scheme, apart }: { readonly scheme: string; readonly apart: readonly string[] },
  context: MeasureContext,
): WeekMargins {
  const contribution = lineParts('contribution', { rows, scheme, apart }, context);
  const revenue = lineParts('net-revenue', { rows, scheme, apart }, context);
  const margin = (of: Cell | null | undefined, over: Cell | null | undefined): Margin | null =>
    of && over ? { contribution: of, revenue: over } : null;
  const parts = [...apart, REST].flatMap((name): [string, Margin][] => {
    const found = margin(contribution.parts.get(name), revenue.parts.get(name));
    return found ? [[name, found]] : [];
  });
  return {
    cells: [...contribution.cells, ...revenue.cells],
    equations: [...contribution.equations, ...revenue.equations],
    everyone: margin(contribution.everyone, revenue.everyone),
    parts: new Map(parts),
  };
}

interface Split {
  readonly rows: readonly CellRow[];
  readonly scheme: string;
  readonly apart: readonly string[];
}

function lineParts(
  line: 'contribution' | 'net-revenue',
  { rows, scheme, apart }: Split,
  context: MeasureContext,
) {
  const { week } = context;
  const flow = flowCells(rows, [line], context);
  const ladder = ladderCells(rows, ['ordering-customers', line], context);
  const cellOf = (segment: string): Cell[] => {
    const cell = flow.at(line, { scheme, segment }, week);
    return cell ? [cell] : [];
  };
  const names = rows.filter((row) => row.scheme === scheme).map(({ segment }) => segment);
  const small = [...new Set(names)].filter((name) => !apart.includes(name)).flatMap(cellOf);
  const guests = ladder.guests(line, week);
  const others = guests ? [...small, guests] : small;
  const identity = { measure: `rest-of-${scheme}-${line}`, period: weekLabel(week), scope: {} };
  const rest = others.length === 0 ? [] : [unionOf(others, identity, null)];
  const everyone = ladder.ledger(line, week);
  const parts = [...apart.flatMap(cellOf), ...rest];
  return {
    cells: [...flow.cells, ...ladder.cells, ...rest],
    equations: [
      ...flow.equations,
      ...ladder.equations,
      ...rest.map((cell) => equation(cell, ...others)),
      ...(everyone && parts.length > 0 ? [equation(everyone, ...parts)] : []),
    ],
    everyone,
    parts: new Map<string, Cell | undefined>([
      ...apart.map((name) => [name, cellOf(name)[0]] as const),
      [REST, rest[0]],
    ]),
  };
}
