import type { Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, table } from './context.ts';

/** What the segments of each scheme owed at the last quarter close; withheld rows are counted. */
export const segmentReceivables = (context: LayoutContext): (Table | null)[] =>
  context.head.segments.map((scheme) => detail(schemeTable(scheme, context)));

function schemeTable(scheme: string, { figures, format, head }: LayoutContext): Table | null {
  const measured = figures.all('ageing');
  const period = measured.find(({ scope }) => scheme in scope)?.period ?? '';
  const segments = membersOf(measured, scheme);
  const rows = segments.flatMap((segment): Row[] => {
    const found = ['total', 'past-due'].map((bucket) =>
      figures.find('ageing', `bucket=${bucket}`, { period, scope: { [scheme]: segment } }),
    );
    if (found.every((figure) => figure === null || figure.value === null)) return [];
    const cells = found.map((figure) => format.figure(figure, 'sum'));
    return [{ label: segment, cells, emphasis: 'normal' }];
  });
  const hidden = segments.length - rows.length;
  const rest: Row = {
    label: `${hidden} withheld`,
    cells: [words('–'), words('–')],
    emphasis: 'normal',
  };
  const caption = `Unpaid by ${scheme}, close of ${periodText(period)}, ${head.currency}`;
  const columns = [scheme, 'Unpaid', 'Past due'];
  return table(caption, columns, rows.length > 0 && hidden > 0 ? [...rows, rest] : rows);
}
