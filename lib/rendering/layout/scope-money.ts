import { isEveryone, scopeWords } from '#lib/privacy/scope-name.ts';
import type { Table } from '../document.ts';
import { periodText } from '../period-text.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import type { LayoutContext } from './context.ts';

/** The money of a scope below the whole, which has no ladder: a line that is withheld is told as such. */
export function scopeMoney(context: LayoutContext): Table | null {
  const { currency, period, scope } = context.head;
  if (isEveryone(scope)) return null;
  return comparisonTable(
    `Money of ${scopeWords(scope)}, ${periodText(period)}, ${currency}`,
    SCOPE_LINES,
    context,
  );
}

const SCOPE_LINES: readonly Line[] = [
  { label: 'Net sales', metric: 'money-ladder', options: 'line=net-sales', money: 'sum' },
  { label: 'Net revenue', metric: 'money-ladder', options: 'line=net-revenue', money: 'sum' },
  { label: 'Contribution', metric: 'money-ladder', options: 'line=contribution', money: 'sum' },
];
