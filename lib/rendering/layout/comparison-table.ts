import type { Scope } from '#lib/privacy/figure.ts';
import { changeCell } from '../change.ts';
import type { Row, Table } from '../document.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, table } from './context.ts';
import { lineLabel } from './late-lines.ts';

/** A line of a table that compares the reported week with the week before and the same week a year ago. */
export interface Line {
  readonly label: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
  readonly scope?: Scope;
  readonly emphasis?: Row['emphasis'];
}

/** Lines without any figure are left out; without lines there is no table. */
export function comparisonTable(
  caption: string,
  lines: readonly Line[],
  context: LayoutContext,
): Table | null {
  const { period, priorPeriod } = context.head;
  const rows = lines.map((line) => rowOf(line, context)).filter((row) => row !== null);
  const columns = ['Line', periodText(period), `vs ${periodText(priorPeriod)}`, 'vs last year'];
  return table(caption, columns, rows);
}

function rowOf(line: Line, { head, figures, format }: LayoutContext): Row | null {
  const { label, metric, options, money, scope = {}, emphasis = 'normal' } = line;
  const at = (period: string) => figures.find(metric, options, { period, scope });
  const now = at(head.period);
  if (now === null) return null;
  return {
    label: lineLabel(label, metric, head),
    cells: [
      format.figure(now, money),
      changeCell(now, at(head.priorPeriod), format),
      changeCell(now, at(head.yearAgoPeriod), format),
    ],
    emphasis,
  };
}
