import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Row } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note, table } from './context.ts';

/** What customers are expected to bring, with its interval: everyone, then segments and cohorts at quarter close. */
export function expectedValue(context: LayoutContext): (Block | null)[] {
  const predicted = context.figures
    .all('clv-predicted')
    .filter(({ options, value }) => options.startsWith('horizon=') && value !== null);
  const horizon = predicted[0]?.options.replace('horizon=', '') ?? '';
  const rows = predicted.map((figure) => predictedRow(figure, context));
  const columns = ['Customers', 'Expected', 'from', 'to'];
  const caption = `Expected CLV in the next ${horizon.replace(' d', ' days')} per customer, ${context.head.currency}`;
  const found = table(caption, columns, rows);
  return [
    found,
    found &&
      note(
        'From and to bound the 95 % interval. A forecast, not a fact: purchases by BG/NBD, spend by Gamma-Gamma.',
      ),
    formula(context),
  ];
}

function predictedRow(figure: ReleasedFigure, { format }: LayoutContext): Row {
  const bound = (value: number | null) =>
    value === null ? words('n/a') : format.figure({ ...figure, value });
  return {
    label: audience(figure),
    cells: [format.figure(figure), bound(figure.lower), bound(figure.upper)],
    emphasis: Object.keys(figure.scope).length === 0 ? 'total' : 'normal',
  };
}

function audience({ scope }: ReleasedFigure): string {
  const members = Object.entries(scope).map(([dimension, member]) =>
    dimension === 'cohort' ? `Cohort ${periodText(member)}` : `${dimension} ${member}`,
  );
  return members.length === 0 ? 'All customers' : members.join(', ');
}

/** CLV by formula with its parts, so that a reader can check it by hand. */
function formula({ head, figures, format }: LayoutContext): Block | null {
  const at = (options: string) =>
    figures.find('clv-simple', options, { period: head.period, scope: {} });
  const value = at('');
  if (value === null) return null;
  const part = (name: string) => format.figure(at(`part=${name}`)).text;
  return {
    kind: 'sentence',
    text: `CLV by formula: ${format.figure(value).text} = average order ${part('apv')} × orders a month ${part('purchase-frequency')} ÷ churn ${part('churn')} × margin ${part('margin')}.`,
  };
}
