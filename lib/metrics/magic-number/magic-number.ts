import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { type MarketingMonth, spendOfMonths } from '../facts/marketing-months.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { subscriptionFigures } from '../subscription-figures.ts';

/** Months in a year, by which recurring revenue of a month becomes that of a year. */
const YEAR = 12;
const QUARTER = 3;

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
          const spend = spendOfMonths(rows.spend, { last: period - QUARTER, months: QUARTER });
          return spend === null
            ? 'missing_input'
            : (ratio(YEAR * total('change'), spend) ?? 'missing_input');
        },
      },
    ],
    context,
  );
