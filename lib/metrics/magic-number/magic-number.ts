import type { Measured } from '#lib/privacy/report.ts';
import { type MarketingMonth, spendOfMonths } from '../facts/acquisition/marketing-months.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { WINDOW_MONTHS } from '../facts/subscriptions/subscription-movements.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { netNewAnnual, subscriptionFigures } from '../subscription-figures.ts';

/** Annual recurring revenue added in the last closed quarter per unit of sales and marketing of the quarter before. */
export const magicNumber = (
  rows: { readonly movements: readonly CellRow[]; readonly spend: readonly MarketingMonth[] },
  context: MeasureContext,
): Measured =>
  subscriptionFigures(
    rows.movements,
    [
      {
        metric: 'magic-number',
        options: '',
        unit: 'ratio',
        grain: 'quarter',
        of: ['change'],
        value: (total, { period }) => {
          const months = WINDOW_MONTHS.quarter;
          const spend = spendOfMonths(rows.spend, { last: period - months, months });
          return spend === null
            ? 'missing_input'
            : (ratio(netNewAnnual(total), spend) ?? 'missing_input');
        },
      },
    ],
    context,
  );
