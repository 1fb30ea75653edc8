import type { Measured } from '#lib/privacy/report.ts';
import { halfYearCells } from '../clv-simple/half-year-cells.ts';
import { type MarketingMonth, spendOfMonths } from '../facts/acquisition/marketing-months.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { type SubscriptionFigure, subscriptionFigures } from '../subscription-figures.ts';

/** Rows of the facts that the payback is made of; the last two say what is left of a unit sold. */
export interface PaybackRows {
  readonly movements: readonly CellRow[];
  readonly spend: readonly MarketingMonth[];
  readonly lapses: readonly CellRow[];
  readonly halfYear: readonly CellRow[];
}

/** Months of contribution from new recurring revenue that earn back the sales and marketing of the same month. */
export function recurringPayback(rows: PaybackRows, context: MeasureContext): Measured {
  const { share, cells, measured } = marginOf(rows, context);
  const payback: SubscriptionFigure = {
    metric: 'payback-mrr',
    options: '',
    unit: 'ratio',
    grain: 'month',
    of: ['new', 'new-subscribers'],
    also: cells,
    value: (total, { period }) => {
      const spend = spendOfMonths(rows.spend, { last: period, months: 1 });
      if (spend === null || share === null) return 'missing_input';
      return ratio(spend, total('new') * share) ?? 'not_positive';
    },
  };
  return mergeMeasured([subscriptionFigures(rows.movements, [payback], context), measured]);
}

/** Contribution / net sales of the six latest closed months, or the assumed share; unknown without either. */
function marginOf(rows: PaybackRows, context: MeasureContext) {
  const nothing = { cells: [], measured: { figures: [], cells: [], equations: [] } };
  if (context.marginBasis === 'assumed') return { share: context.margin, ...nothing };
  const found = context.marginBasis === 'costs' ? halfYearCells(rows, context) : null;
  if (!found) return { share: null, ...nothing };
  const { equation, ...own } = found;
  return {
    share: ratio(own.contribution.total, own.netSales.total),
    cells: [own.contribution, own.netSales],
    measured: { figures: [], cells: Object.values(own), equations: [equation] },
  };
}
