import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import { stockCells } from '../facts/stocks/stock-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Each active customer has the limit of the month. */
const LIMIT = 'lapse-limit';

/**
 * Of the customers who were active when a month began, those whose gap since an order passed the limit in it. Who was
 * active, who lapsed and who did not is told month by month, so what changed between the months is judged too.
 */
export function lapseRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const found = stockCells(
    rows.filter(({ measure }) => !measure.startsWith(LIMIT)),
    (measure) => ({
      kind: 'count',
      signed: false,
      behavioural: measure !== 'lapse-active',
      countMeasure: null,
    }),
    context,
  );
  const months = comparedMonths(context).flatMap((month): LapseMonth[] => {
    const active = found.at('lapse-active', month);
    const lapsed = found.at('lapsed', month);
    const kept = found.at('not-lapsed', month);
    const limit = rows.find(({ measure, period }) => measure === LIMIT && period === month);
    if (!active || !lapsed || !kept || !limit) return [];
    return [{ active, lapsed, kept, limitDays: limit.largest }];
  });
  return {
    figures: months.flatMap(figuresOf),
    cells: found.cells,
    equations: [
      ...found.equations,
      ...months.map(({ active, lapsed, kept }) => equation(active, lapsed, kept)),
    ],
  };
}

interface LapseMonth {
  readonly active: Cell;
  readonly lapsed: Cell;
  readonly kept: Cell;
  readonly limitDays: number;
}

/** The limit is a quantile on a grid: those who lapsed are beyond it, those who did not are within it. */
function figuresOf({ active, lapsed, kept, limitDays }: LapseMonth): Figure[] {
  const { period, scope, customers } = active;
  const cells = cellKeys(lapsed, kept, active);
  const name = (options: string) => ({ metric: 'lapse-rate', options, period, scope });
  return [
    figure({
      name: name(''),
      unit: 'share',
      value: ratio(lapsed.total, active.total),
      customers,
      cells,
    }),
    figure({ name: name('part=limit'), unit: 'days', value: limitDays, customers, cells }),
  ];
}
