import { scopeWords } from '#lib/privacy/scope-name.ts';
import type { Table } from '../document.ts';
import { periodText } from '../period-text.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import type { LayoutContext } from './context.ts';

/** The money of a scope below the whole, which has no ladder: a line that is withheld is told as such. */
export function scopeMoney(context: LayoutContext): Table | null {
  const words = scopeWords(context.head.scope);
  if (words === '') return null;
  const { currency, period } = context.head;
  return comparisonTable(
    `Money of ${words}, ${periodText(period)}, ${currency}`,
    SCOPE_LINES,
    context,
  );
}

const SCOPE_LINES: readonly Line[] = [
  { label: 'Net sales', metric: 'money-ladder', options: 'line=net-sales', money: 'sum' },
  { label: 'Net revenue', metric: 'money-ladder', options: 'line=net-revenue', money: 'sum' },
  { label: 'Contribution', metric: 'money-ladder', options: 'line=contribution', money: 'sum' },
];
