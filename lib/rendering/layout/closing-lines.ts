import { changeCell } from '../change.ts';
import type { Cell, Row, Table } from '../document.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, table } from './context.ts';

/** A line of a table that compares the closed month with the one before and the same a year ago. */
export interface ClosingLine {
  readonly label: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
  readonly emphasis?: Row['emphasis'];
  /** What stands after the changes. */
  readonly more?: readonly Cell[];
}

/** Lines without any figure are left out; without lines there is no table. `more` names what the lines end with. */
export function closingTable(
  { caption, more = [] }: { readonly caption: string; readonly more?: readonly string[] },
  lines: readonly ClosingLine[],
  context: LayoutContext,
): Table | null {
  const { month, priorMonth } = context.head;
  const columns = ['Line', periodText(month), `vs ${periodText(priorMonth)}`, 'vs last year'];
  const rows = lines.flatMap((line) => rowOf(line, context));
  return table(caption, [...columns, ...more], rows);
}

function rowOf(line: ClosingLine, { head, figures, format }: LayoutContext): Row[] {
  const { label, metric, options, money, emphasis = 'normal', more = [] } = line;
  const at = (period: string) => figures.find(metric, options, { period, scope: {} });
  const now = at(head.month);
  if (now === null) return [];
  const changes = [head.priorMonth, head.yearAgoMonth].map((period) =>
    changeCell(now, at(period), format),
  );
  return [{ label, cells: [format.figure(now, money), ...changes, ...more], emphasis }];
}
