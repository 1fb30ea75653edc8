import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Row } from '../document.ts';
import { type LayoutContext, note, table } from './context.ts';

/** Net sales beside the books: what explains a difference stands in lines of its own. */
export function ledgerBlocks(context: LayoutContext): readonly (Block | null)[] {
  const { head, figures, format } = context;
  const tie = figures.all('ledger-tie').filter(({ period }) => period === head.period);
  const ledger = tie.find(({ options }) => options.includes('part=ledger'));
  if (ledger === undefined) return [notSupplied(context)];
  const ours = figures.find('money-ladder', 'line=net-sales', { period: head.period, scope: {} });
  const row = (label: string, figure: ReleasedFigure | null | undefined): Row => ({
    label,
    cells: [format.figure(figure ?? null, 'each')],
    emphasis: label === 'Difference' ? 'total' : 'normal',
  });
  const part = (name: string) => tie.find(({ options }) => options.includes(`part=${name}`));
  return [
    table(
      `Net sales and the books, ${head.currency}`,
      ['Line', head.currency],
      [
        row('Net sales', ours),
        row('plus buyers out of scope', part('out-of-scope')),
        ...tie.filter(isAdjustment).map((figure) => row(adjustmentLabel(figure), figure)),
        row('less ledger', ledger),
        row('Difference', part('difference')),
      ],
    ),
    note(
      'All delivered rows, in and out of scope, tie to the books within 0.10 % in every closed week and month: else the report is held.',
    ),
  ];
}

const notSupplied = ({ head }: LayoutContext): Block | null =>
  head.tablesNotSupplied.includes('ledger_totals')
    ? note('Not compared with the books: table ledger_totals not supplied.')
    : null;

const isAdjustment = ({ options }: ReleasedFigure): boolean => options.includes('part=adjustment');

/** `Adjustment: rounding (accountant, approved by controller)`. */
function adjustmentLabel({ options }: ReleasedFigure): string {
  const said = (name: string) => new RegExp(`${name}=([^;]*)`).exec(options)?.[1] ?? '';
  return `Adjustment: ${said('reason')} (${said('author')}, approved by ${said('approver')})`;
}
