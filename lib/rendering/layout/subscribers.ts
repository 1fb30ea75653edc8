import { changeCell } from '../change.ts';
import type { Block, Row, Table } from '../document.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note, table } from './context.ts';
import { lineLabel } from './late-lines.ts';

interface Line {
  readonly label: string;
  readonly metric: string;
  readonly options?: string;
}

const LINES: readonly Line[] = [
  { label: 'Subscribers at close', metric: 'arpa', options: 'part=subscribers' },
  { label: 'NRR, 12 months', metric: 'nrr' },
  { label: 'NRR, 12 months, with returned', metric: 'nrr', options: 'reactivation=in' },
  { label: 'GRR, 12 months', metric: 'grr' },
  { label: 'Quick ratio', metric: 'quick-ratio' },
  { label: 'ARPA a month', metric: 'arpa' },
  { label: 'ASP of new subscribers', metric: 'asp' },
  { label: 'Logo churn', metric: 'logo-churn' },
  { label: 'of it voluntary', metric: 'logo-churn', options: 'reason=voluntary' },
  { label: 'of it involuntary', metric: 'logo-churn', options: 'reason=involuntary' },
  { label: 'Logo churn, gross (Stripe)', metric: 'logo-churn', options: 'variant=stripe30' },
  { label: 'Logo churn, sum of days', metric: 'logo-churn', options: 'variant=daily-sum' },
  { label: 'Retention rate', metric: 'retention-rate', options: 'basis=subscriptions' },
  { label: 'Attrition rate', metric: 'attrition-rate', options: 'basis=subscriptions' },
  { label: 'Retention rate of buyers', metric: 'retention-rate', options: 'basis=orders' },
  { label: 'Attrition rate of buyers', metric: 'attrition-rate', options: 'basis=orders' },
  { label: 'MRR payback, months', metric: 'payback-mrr' },
];

/** What subscribers pay and whether they stay, in the closed month; what recurring revenue costs to win. */
export const subscribers = (context: LayoutContext): (Block | null)[] => [
  monthTable(context),
  ...efficiency(context),
];

function monthTable({ head, figures, format }: LayoutContext): Table | null {
  const rows = LINES.flatMap(({ label, metric, options = '' }): Row[] => {
    const at = (period: string) => figures.find(metric, options, { period, scope: {} });
    const now = at(head.month);
    if (now === null) return [];
    const cells = [
      format.figure(now),
      changeCell(now, at(head.priorMonth), format),
      changeCell(now, at(head.yearAgoMonth), format),
    ];
    return [{ label: lineLabel(label, metric, head), cells, emphasis: 'normal' }];
  });
  const columns = ['Line', periodText(head.month), `vs ${periodText(head.priorMonth)}`];
  return table(
    `Who stays, ${periodText(head.month)}, ${head.currency}`,
    [...columns, 'vs last year'],
    rows,
  );
}

const QUARTERLY = [
  { label: 'Magic number', metric: 'magic-number' },
  { label: 'Burn multiple', metric: 'burn-multiple' },
] as const;

/** Annual recurring revenue won in the last closed quarter, against what winning it cost. */
function efficiency({ head, figures, format }: LayoutContext): Block[] {
  const said = QUARTERLY.flatMap(({ label, metric }) =>
    figures
      .all(metric, '')
      .slice(0, 1)
      .map(
        (figure) =>
          `${lineLabel(label, metric, head)}, ${periodText(figure.period)}: ${format.figure(figure).text}.`,
      ),
  );
  return said.length === 0 ? [] : [note(said.join(' '))];
}
