import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { quarterEndMonth } from '../facts/subscriptions/subscription-movements.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { netNewAnnual, subscriptionFigures } from '../subscription-figures.ts';
import { type NetBurn, quarterBurn } from './net-burn.ts';

/** Cash burnt in the last closed quarter per annual recurring revenue added in it. */
export function burnMultiple(
  rows: { readonly movements: readonly CellRow[]; readonly burn: readonly NetBurn[] },
  context: MeasureContext,
): Measured {
  const burn = quarterBurn(rows.burn, quarterEndMonth(context), context);
  return subscriptionFigures(
    rows.movements,
    [
      {
        metric: 'burn-multiple',
        options: '',
        unit: 'ratio',
        grain: 'quarter',
        of: ['change'],
        value: (total) =>
          burn === null ? 'missing_input' : (ratio(burn, netNewAnnual(total)) ?? 'not_positive'),
      },
    ],
    context,
  );
}
