import type { Section } from '../document.ts';
import { cancellationBlocks } from './cancellations.ts';
import { comparisonTable } from './comparison-table.ts';
import { type LayoutContext, section } from './context.ts';
import { profitRiskBlocks } from './profit-risk.ts';
import { receivableBlocks } from './receivables.ts';

/** Section 8: what of the value may not stay. */
export function riskSection(context: LayoutContext): Section | null {
  return section(8, 'Value at risk', [
    comparisonTable(
      'Refunds',
      [
        {
          label: 'Refunded, of the week’s sales',
          metric: 'refund-rate',
          options: 'view=ledger',
          money: 'each',
        },
        {
          label: 'Refunded so far, of the week’s orders (restates)',
          metric: 'refund-rate',
          options: 'view=order',
          money: 'each',
        },
      ],
      context,
    ),
    ...receivableBlocks(context),
    ...cancellationBlocks(context),
    ...profitRiskBlocks(context),
  ]);
}
