import { wilsonInterval } from '#lib/numerics/wilson-interval.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import { cellKeys, figure, ratio } from '../../figures.ts';
import type { MetricId } from '../../metric-ids.ts';

/** A count, who of it said so, and who did not. */
export interface ShareCells {
  readonly whole: Cell;
  readonly part: Cell;
  readonly rest: Cell;
}

/** A share of answers with its 95 % Wilson interval. */
export function shareFigure(
  { metric, options = '' }: { readonly metric: MetricId; readonly options?: string },
  { whole, part, rest }: ShareCells,
): Figure {
  const { period, scope } = part;
  return figure({
    name: { metric, options, period, scope },
    unit: 'share',
    value: ratio(part.total, whole.total),
    ...(whole.total > 0 ? wilsonInterval(part.total, whole.total) : {}),
    customers: whole.customers,
    cells: cellKeys(whole, part, rest),
  });
}
