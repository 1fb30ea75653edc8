import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Cell, Row, Table } from '../document.ts';
import { type MoneyStyle, words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note, table } from './context.ts';

/** Who costs more than they earn, and how much hangs on few: 365 days to the month close. */
export function profitRiskBlocks(context: LayoutContext): (Block | null)[] {
  return [profitTable(context), peak(context), dependence(context), basis(context)];
}

interface Line {
  readonly label: string;
  readonly customers: string;
  readonly share: string | null;
  readonly sum: string;
}

const LINES: readonly Line[] = [
  {
    label: 'Cost more than they earn',
    customers: 'part=customers',
    share: '',
    sum: 'part=contribution',
  },
  {
    label: 'First-order loss, customers under 90 days',
    customers: 'part=first-order-loss',
    share: null,
    sum: 'part=first-order-loss-contribution',
  },
];

function profitTable(context: LayoutContext): Table | null {
  const { head } = context;
  const rows = LINES.flatMap(({ label, customers, share, sum }): Row[] => {
    const count = find('loss-making', customers, context);
    if (count === null) return [];
    const cells = [
      cellOf(count, 'sum', context),
      share === null ? words('') : cellOf(find('loss-making', share, context), 'each', context),
      cellOf(find('loss-making', sum, context), 'sum', context),
    ];
    return [{ label, cells, emphasis: 'normal' }];
  });
  const total = find('whale-curve', 'part=total', context);
  const all: Row[] =
    total === null
      ? []
      : [
          {
            label: 'CM3 of all customers',
            cells: [words(''), words(''), cellOf(total, 'sum', context)],
            emphasis: 'total',
          },
        ];
  const caption = `Customers and what they leave, 365 days to the close of ${periodText(head.month)}, ${head.currency}`;
  return table(
    caption,
    ['Line', 'Customers', 'Share', 'CM3'],
    rows.length === 0 ? [] : [...rows, ...all],
  );
}

const find = (metric: string, options: string, { figures, head }: LayoutContext) =>
  figures.find(metric, options, { period: head.month, scope: {} });

const cellOf = (
  figure: ReleasedFigure | null,
  money: MoneyStyle,
  { format }: LayoutContext,
): Cell => format.figure(figure, money);

function peak(context: LayoutContext): Block | null {
  const figure = find('whale-curve', '', context);
  if (figure === null || figure.value === null) return null;
  const value = context.format.figure(figure).text;
  return {
    kind: 'sentence',
    text: `Without the customers who cost more than they earn, CM3 would be ${value} of what it is.`,
  };
}

function dependence(context: LayoutContext): Block | null {
  const figure = find('concentration', 'top=10 %', context);
  if (figure === null || figure.value === null) return null;
  const value = context.format.figure(figure).text;
  const what = context.head.marginBasis === 'revenue' ? 'net sales' : 'CM2';
  return { kind: 'sentence', text: `The top tenth of customers by ${what} brings ${value} of it.` };
}

/** Without cost to serve CM3 is CM2, and the report says so. */
function basis(context: LayoutContext): Block | null {
  const isShown = find('whale-curve', 'part=total', context) !== null;
  const [served] = context.figures.all('contribution', 'step=cost-to-serve');
  return isShown && served === undefined
    ? note('No cost to serve is supplied: CM3 is CM2 here.')
    : null;
}
