import { type Cell, cellKey, type Equation } from '#lib/privacy/cell.ts';
import { type CellRow, NOBODY } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';

/** Why a released value is another today; together they are the whole difference. */
export const CAUSES = ['late-refunds', 'late-orders', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

/** Lines that are restated, and those that a reader could work out from them. */
export const PRINTED_LINES = ['net-sales', 'net-revenue', 'contribution'] as const;
export const LINES = [...PRINTED_LINES, 'shipping', 'variable-costs'] as const;
export type Line = (typeof LINES)[number];

/** How lines add up, customer by customer and cause by cause. */
const IDENTITIES: readonly { readonly total: Line; readonly parts: readonly Line[] }[] = [
  { total: 'net-revenue', parts: ['net-sales', 'shipping'] },
  { total: 'net-revenue', parts: ['variable-costs', 'contribution'] },
];

/** Sums of a closed week in minor units, by line. */
export type Sums = ReadonlyMap<Line, number>;

/** A closed week that was released before. */
export interface WeekChanges {
  /** Label such as `2026-W46`. */
  readonly period: string;
  /** Changes by line and cause, with `all` for whatever cause; none where the rows as released are not kept. */
  readonly rows: readonly CellRow[];
  readonly released: Sums;
  readonly today: Sums;
}

/** Differences of the lines of a week, by cause. */
export interface RestatedCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  at(line: Line, cause: Cause | 'all'): Cell | null;
}

/** Line by line the difference since the release is that of its causes, and lines add up as they do in the ladder. */
export function restatedCells(week: WeekChanges): RestatedCells {
  const cells = new Map(
    LINES.filter((line) => week.released.has(line)).flatMap((line) =>
      lineCells(line, week).map((cell) => [cell.key, cell] as const),
    ),
  );
  const at = (line: Line, cause: Cause | 'all') =>
    cells.get(keyOf(line, cause, week.period)) ?? null;
  const summed = (total: Cell | null, parts: readonly (Cell | null)[]): Equation[] => {
    const present = parts.filter((part) => part !== null);
    return total !== null && present.length === parts.length ? [equation(total, ...present)] : [];
  };
  const byCause = LINES.flatMap((line) =>
    summed(
      at(line, 'all'),
      CAUSES.map((cause) => at(line, cause)),
    ),
  );
  const byLine = IDENTITIES.flatMap(({ total, parts }) =>
    ['all' as const, ...CAUSES].flatMap((cause) =>
      summed(
        at(total, cause),
        parts.map((part) => at(part, cause)),
      ),
    ),
  );
  return { cells: [...cells.values()], equations: [...byCause, ...byLine], at };
}

/**
 * What the rows as released do not account for, such as persons who were erased since, is taken for one customer's: the
 * ledger knows no person (release standard 5.8).
 */
function lineCells(line: Line, { period, rows, released, today }: WeekChanges): Cell[] {
  const rowOf = (cause: Cause | 'all') =>
    rows.find(({ measure, scheme }) => measure === line && scheme === cause) ?? NOBODY;
  const difference = (today.get(line) ?? 0) - (released.get(line) ?? 0);
  const unaccounted = difference - rowOf('all').total;
  const cellOf = (cause: Cause | 'all', own: Statistics): Cell => ({
    ...own,
    key: keyOf(line, cause, period),
    measure: measureOf(line, cause),
    period,
    scope: {},
    kind: 'sum',
    signed: true,
    behavioural: cause === 'all' && PRINTED.has(line),
    countKey: null,
  });
  return [
    cellOf('all', withOne(rowOf('all'), unaccounted)),
    cellOf('late-refunds', withOne(rowOf('late-refunds'), 0)),
    cellOf('late-orders', withOne(rowOf('late-orders'), 0)),
    cellOf('other', withOne(rowOf('other'), unaccounted)),
  ];
}

/** Where nothing has changed the difference is as little to be known as where it is of few. */
const PRINTED: ReadonlySet<string> = new Set(PRINTED_LINES);

const measureOf = (line: Line, cause: Cause | 'all'): string => `restated-${line}-${cause}`;

const keyOf = (line: Line, cause: Cause | 'all', period: string) =>
  cellKey(measureOf(line, cause), period, {});

type Statistics = Pick<Cell, 'customers' | 'total' | 'absolute' | 'largest'>;

/** Statistics of a row with one more customer who contributes an amount, if it is any. */
function withOne(
  { customers, total, absolute, largest, second }: Omit<CellRow, 'measure' | 'scheme' | 'segment'>,
  amount: number,
): Statistics {
  const size = Math.abs(amount);
  const [first = 0, next = 0] = [largest, second, size].sort((a, b) => b - a);
  return {
    customers: customers + (size > 0 ? 1 : 0),
    total: total + amount,
    absolute: absolute + size,
    largest: [first, next],
  };
}
