import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Cell, Row, Section, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { contributionName, segmentRevenue } from '../glossary.ts';
import { periodText } from '../period-text.ts';
import { segmentAlerts } from './alerts.ts';
import { type LayoutContext, note, section, table } from './context.ts';
import { contributionBlocks } from './contribution.ts';
import { equipmentBlocks } from './equipment.ts';

/** Section 5: one row per segment, most to least profitable; withheld rows are counted, not named. */
export function segmentSection(context: LayoutContext): Section | null {
  const { head } = context;
  const tables = head.segments.map((scheme) => segmentTable(scheme, context));
  const marked = tables.some((found) =>
    found?.rows.some(({ cells }) => cells.some(({ text }) => text === WITHHELD)),
  );
  return section(5, `Segments ${periodText(head.period)}`, [
    ...tables,
    marked ? note('– withheld: too few customers, or another figure would give it away.') : null,
    ...segmentAlerts(context),
    ...contributionBlocks(context),
    ...equipmentBlocks(context),
  ]);
}

const WITHHELD = '–';

interface Column {
  readonly title: string;
  readonly line: string;
}

function segmentTable(scheme: string, context: LayoutContext): Table | null {
  const measured = context.figures
    .all('segment-profit')
    .filter(({ period }) => period === context.head.period);
  const columns = columnsOf(context).filter(({ line }) =>
    measured.some((figure) => figure.options === `line=${line}` && figure.value !== null),
  );
  const segments = membersOf(measured, scheme);
  const shown = segments
    .map((segment) => ({ segment, figures: lineFigures(columns, { [scheme]: segment }, context) }))
    .filter(({ figures }) => figures.some((figure) => figure !== null && figure.value !== null));
  if (shown.length === 0) return null;
  const rank = profitRank(context);
  const rows = [...shown]
    .sort(
      (a, b) =>
        rank(b.figures, columns) - rank(a.figures, columns) || (a.segment < b.segment ? -1 : 1),
    )
    .map(({ segment, figures }) => rowOf(segment, figures, context));
  return table(
    `By ${scheme}, most to least profitable, ${context.head.currency}`,
    [capital(scheme), ...columns.map(({ title }) => title)],
    [
      ...rows,
      ...withheldRow(segments.length - rows.length, columns),
      ...guestRow(columns, context),
      ...(scheme in context.head.scope ? [] : [totalRow(columns, context)]),
    ],
  );
}

function columnsOf({ head }: LayoutContext): Column[] {
  const contribution = head.marginBasis === 'costs' ? 'CM2' : contributionName(head);
  const profit = [
    { title: contribution, line: 'contribution' },
    { title: `${contribution} %`, line: 'contribution-share' },
  ];
  return [
    { title: 'Ordering', line: 'ordering-customers' },
    segmentRevenue(head),
    ...(head.marginBasis === 'revenue' ? [] : profit),
    { title: 'per customer', line: 'contribution-per-customer' },
  ];
}

const lineFigures = (
  columns: readonly Column[],
  scope: ReleasedFigure['scope'],
  { figures, head }: LayoutContext,
) =>
  columns.map(({ line }) =>
    figures.find('segment-profit', `line=${line}`, { period: head.period, scope }),
  );

/** By contribution, or by net sales where no margin is known; rows without that value come last. */
function profitRank({ head }: LayoutContext) {
  const key = head.marginBasis === 'revenue' ? 'net-sales' : 'contribution';
  return (figures: readonly (ReleasedFigure | null)[], columns: readonly Column[]): number =>
    figures[columns.findIndex(({ line }) => line === key)]?.value ?? Number.NEGATIVE_INFINITY;
}

function rowOf(
  label: string,
  figures: readonly (ReleasedFigure | null)[],
  { format }: LayoutContext,
): Row {
  const cells = figures.map((figure): Cell => {
    if (figure?.reason === 'withheld') return words(WITHHELD);
    return format.figure(
      figure,
      figure?.options === 'line=contribution-per-customer' ? 'each' : 'sum',
    );
  });
  return { label, cells, emphasis: 'normal' };
}

const withheldRow = (count: number, columns: readonly Column[]): Row[] =>
  count === 0
    ? []
    : [
        {
          label: `${count} withheld`,
          cells: columns.map(() => words(WITHHELD)),
          emphasis: 'normal',
        },
      ];

/** Orders without a customer are in the total, so that it ties; they count as nobody. */
function guestRow(columns: readonly Column[], context: LayoutContext): Row[] {
  const figures = lineFigures(columns, { buyer: 'guest' }, context);
  return figures.every((figure) => figure === null) ? [] : [rowOf('Guests', figures, context)];
}

const totalRow = (columns: readonly Column[], context: LayoutContext): Row => ({
  ...rowOf('Total', lineFigures(columns, {}, context), context),
  emphasis: 'total',
});

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
