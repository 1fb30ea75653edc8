import type { Cell, Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { detail, type LayoutContext, table } from './context.ts';

const MEASURES = ['freshness', 'completeness', 'late-share'] as const;

/** Whether the rows of the week are there and in time, by table. */
export function rowQualityTable(context: LayoutContext): Table | null {
  const tables = MEASURES.flatMap((metric) => context.figures.all(metric)).map(
    ({ options }) => options,
  );
  const rows = [...new Set(tables)].map(
    (options): Row => ({
      label: options.replace(/^table=/, ''),
      cells: [
        ...MEASURES.map((metric) => cellOf(metric, options, context)),
        cellOf('quarantine-share', options, context),
      ],
      emphasis: 'normal',
    }),
  );
  const all = table(
    'Rows of the week: days since the last, of the usual number, written late; of all rows set aside',
    ['Table', 'age', 'of usual', 'late', 'set aside'],
    rows,
  );
  return detail(all);
}

/** Shares of rows are read as those of many customers are: in tenths of a percent. */
const MANY = 1000;

function cellOf(metric: string, options: string, { head, figures, format }: LayoutContext): Cell {
  const figure = figures.find(metric, options, { period: head.period, scope: {} });
  if (figure === null || figure.reason === 'missing_input') return words('-');
  return format.figure({ ...figure, customers: metric === 'completeness' ? null : MANY });
}
