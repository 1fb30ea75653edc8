import { isDeepStrictEqual } from 'node:util';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { detail, type LayoutContext, note, table } from './context.ts';

const METRIC = 'clv-contractual';
const ACTIVE = 'part=active-subscribers';
const HORIZON = /^horizon=(\d+) d$/;
const HOLDOUT = /^part=holdout-bias; model=(\w+); months=(\d+); renewals=(\d+)$/;

/** What active subscribers are expected to pay, with its interval, and what the model behind it is worth. */
export function subscriberValue(context: LayoutContext): (Block | null)[] {
  const { figures, head } = context;
  const values = figures
    .all(METRIC)
    .filter(({ options, value }) => HORIZON.test(options) && value !== null);
  if (values.length === 0) return [];
  const holdouts = figures
    .all(METRIC)
    .filter(({ options, period }) => HOLDOUT.test(options) && period === head.period);
  return [valueTable(values, context), note(MEANING), ...holdouts.map(holdoutNote(context))];
}

const MEANING =
  'Expected, with from and to of its 95 % interval: payments at the next renewals of a subscriber who is active. New: payments of a ' +
  'new subscriber at the same prices, the first one included. Margin and discount are those of CLV. Orders are not in it. ' +
  'Segments, and who is active, as of the last quarter close.';

function valueTable(values: readonly ReleasedFigure[], context: LayoutContext): Table | null {
  const days = HORIZON.exec(values[0]?.options ?? '')?.[1] ?? '';
  const caption = `Value of subscribers in the next ${days} days per subscriber, ${context.head.currency}`;
  const rows = values.map((figure) => valueRow(figure, context));
  return detail(
    table(caption, ['Subscribers', 'Active', 'Expected', 'from', 'to', 'New'], rows),
    'then',
  );
}

function valueRow(figure: ReleasedFigure, { figures, format }: LayoutContext): Row {
  const bound = (value: number | null) =>
    value === null ? words('n/a') : format.figure({ ...figure, value });
  const part = (options: string) => format.figure(figures.find(METRIC, options, figure));
  const active = figures
    .all(METRIC)
    .find(({ options, scope }) => options === ACTIVE && isDeepStrictEqual(scope, figure.scope));
  const segments = Object.entries(figure.scope).map(([scheme, segment]) => `${scheme} ${segment}`);
  return {
    label: segments.length === 0 ? 'All subscribers' : segments.join(', '),
    cells: [
      format.figure(active ?? null),
      format.figure(figure),
      bound(figure.lower),
      bound(figure.upper),
      part(`${figure.options}; part=new-subscriber`),
    ],
    emphasis: segments.length === 0 ? 'total' : 'normal',
  };
}

const MODELS: Readonly<Record<string, string>> = { sbg: 'sBG', bdw: 'BdW' };
const INTERVALS: Readonly<Record<string, string>> = { '1': 'month', '3': 'quarter', '12': 'year' };

/** What the model is worth here: how it did on renewals that it had not seen. */
const holdoutNote =
  ({ format }: LayoutContext) =>
  (bias: ReleasedFigure): Block | null => {
    const [, model = '', months = '', renewals = ''] = HOLDOUT.exec(bias.options) ?? [];
    if (bias.value === null) return null;
    const missed = format.figure({ ...bias, value: Math.abs(bias.value) }).text;
    const side = bias.value < 0 ? 'fewer' : 'more';
    return note(
      `Renewals by ${INTERVALS[months]}: ${MODELS[model]}, checked on the last ${renewals}; fitted on earlier ones only, it expected ${missed} ${side} than came.`,
    );
  };
