import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';
import type { Block, Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { dayText, periodText } from '../period-text.ts';
import { detail, type LayoutContext, note, table } from './context.ts';

const HORIZON = /^horizon=\d+ d$/;

/** What customers are expected to bring, with its interval: everyone and segments, then cohorts, and the formula. */
export function expectedValue(context: LayoutContext): (Block | null)[] {
  const predicted = context.figures
    .all('clv-predicted')
    .filter(({ options, value }) => HORIZON.test(options) && value !== null);
  const cohorts = predicted.filter(({ scope }) => 'cohort' in scope);
  const others = predicted.filter(({ scope }) => !('cohort' in scope));
  return [
    predictedTable('Customers', others, context),
    detail(predictedTable('Cohort', cohorts, context)),
    predicted.length > 0 ? note(method(context)) : null,
    holdout(context),
    formula(context),
  ];
}

const MODEL_NAMES = {
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
} as const;

/** Which models the forecast is by, and how the one for orders was chosen. */
function method({ head: { forecast } }: LayoutContext): string {
  const model = MODEL_NAMES[forecast?.model ?? 'bg-nbd'];
  const cuts = forecast?.cuts.map(dayText).join(', ') ?? '';
  const models = Object.values(MODEL_NAMES).join(', ');
  const chosen = `Chosen among ${models} by what customers went on to order after ${cuts}.`;
  return [
    'From and to bound the 95 % interval.',
    `A forecast, not a fact: orders by ${model}, value of an order by Gamma-Gamma.`,
    ...(cuts === '' ? [] : [chosen]),
  ].join(' ');
}

/** What the models are worth here: how they did on orders that they had not seen. */
function holdout({ figures, format, head }: LayoutContext) {
  const bias = figures.find('clv-predicted', 'part=holdout-bias', {
    period: head.period,
    scope: {},
  });
  if (bias === null || bias.value === null) return null;
  const missed = format.figure({ ...bias, value: Math.abs(bias.value) }).text;
  const side = bias.value < 0 ? 'fewer' : 'more';
  return note(
    `Checked on held-out orders: fitted on earlier data only, the models expected ${missed} ${side} orders than came.`,
  );
}

function predictedTable(
  rowTitle: string,
  predicted: readonly ReleasedFigure[],
  context: LayoutContext,
): Table | null {
  const days = predicted[0]?.options.replace(/\D/g, '') ?? '';
  const caption = `Expected CLV in the next ${days} days per customer, ${context.head.currency}`;
  const rows = predicted.map((figure) => predictedRow(figure, context));
  return table(caption, [rowTitle, 'Expected', 'from', 'to', 'Orders'], rows);
}

function predictedRow(figure: ReleasedFigure, { figures, format }: LayoutContext): Row {
  const bound = (value: number | null) =>
    value === null ? words('n/a') : format.figure({ ...figure, value });
  const orders = figures.find(figure.metric, `${figure.options}; part=expected-purchases`, figure);
  return {
    label: audience(figure),
    cells: [format.figure(figure), bound(figure.lower), bound(figure.upper), format.figure(orders)],
    emphasis: isEveryone(figure.scope) ? 'total' : 'normal',
  };
}

function audience({ scope }: ReleasedFigure): string {
  const members = Object.entries(scope).map(([dimension, member]) =>
    dimension === 'cohort' ? periodText(member) : `${dimension} ${member}`,
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
