import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths, type MonthCells, monthCells } from '../facts/stocks/month-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Who cancelled, and why: each measure but the first is a part of one before it. */
export const SWITCHING_MEASURES = [
  'cancelled-customers',
  'cancelled-for-known-reason',
  'cancelled-for-unknown-reason',
  'cancelled-for-competitor',
  'cancelled-for-other-reason',
] as const;

/** Where they went is theirs; that a reason is on file is the company's doing. */
const WHITHER: ReadonlySet<string> = new Set([
  'cancelled-for-competitor',
  'cancelled-for-other-reason',
]);

/** Of those who cancelled in a month for a known reason, who went to a competitor; with coverage and count. */
export function switchingRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const found = monthCells(
    rows,
    (measure) => ({ kind: 'count', behavioural: WHITHER.has(measure) }),
    context,
  );
  const months = comparedMonths(context).flatMap((month) => cancellationsIn(found, month));
  return {
    figures: months.flatMap(figuresOf),
    cells: found.cells,
    equations: months.flatMap(({ all, known, unknown, competitor, other }) => [
      equation(all, known, unknown),
      equation(known, competitor, other),
    ]),
  };
}

type Cancellations = Readonly<Record<'all' | 'known' | 'unknown' | 'competitor' | 'other', Cell>>;

function cancellationsIn(found: MonthCells, month: number): Cancellations[] {
  const [all, known, unknown, competitor, other] = SWITCHING_MEASURES.map((measure) =>
    found.at(measure, month),
  );
  return all && known && unknown && competitor && other
    ? [{ all, known, unknown, competitor, other }]
    : [];
}

function figuresOf({ all, known, unknown, competitor, other }: Cancellations): Figure[] {
  const { period, scope } = all;
  const name = (options: string) => ({ metric: 'switching-rate', options, period, scope });
  return [
    figure({
      name: name(''),
      unit: 'share',
      value: ratio(competitor.total, known.total),
      customers: known.customers,
      cells: cellKeys(competitor, other, known),
    }),
    figure({
      name: name('part=coverage'),
      unit: 'share',
      value: ratio(known.total, all.total),
      customers: all.customers,
      cells: cellKeys(known, unknown, all),
    }),
    totalFigure(name('part=cancelled-customers'), 'count', all),
  ];
}
