import { isEveryone } from '#lib/privacy/scope-name.ts';
import type { Row, Section } from '../document.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import { type LayoutContext, section } from './context.ts';
import { ledgerBlocks } from './ledger-table.ts';

/** Section 11: the money ladder, each line from the one above it. The books are of all customers together. */
export function reconciliationSection(context: LayoutContext): Section | null {
  if (!isEveryone(context.head.scope)) return null;
  const ladder = comparisonTable(
    `Money ladder, customers and guests, ${context.head.currency}`,
    LADDER,
    context,
  );
  return section(11, 'Reconciliation', ladder === null ? [] : [ladder, ...ledgerBlocks(context)]);
}

const line = (label: string, name: string, emphasis: Row['emphasis'] = 'normal'): Line => ({
  label,
  metric: 'money-ladder',
  options: `line=${name}`,
  money: 'sum',
  emphasis,
});

const LADDER: readonly Line[] = [
  line('Gross sales', 'gross-sales'),
  line('less discounts', 'discounts'),
  line('Discounted sales', 'discounted-sales', 'total'),
  line('less refunds', 'refunds'),
  line('Net sales', 'net-sales', 'total'),
  { ...line('of it guests', 'net-sales'), scope: { buyer: 'guest' } },
  line('plus shipping charged', 'shipping'),
  line('Net revenue', 'net-revenue', 'total'),
  line('less cost of goods', 'cogs'),
  line('Contribution CM1', 'cm1', 'total'),
  line('less fulfilment and fees', 'fulfilment'),
  line('Contribution CM2', 'contribution', 'total'),
];
