import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Row } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, workbookTable } from './context.ts';

/** CLV by other definitions, each on one line with what it is made of; past and next of cohorts in the workbook. */
export const valueFormulas = (context: LayoutContext): (Block | null)[] => [
  curve(context),
  constant(context),
  leverage(context),
  lifetime(context),
  total(context),
];

const sentence = (text: string): Block => ({ kind: 'sentence', text });

/** What a figure of everyone says, or null where it has no value. Options may be followed by `; of=` and the cohorts. */
function said(metric: string, options: string, context: LayoutContext): string | null {
  const found = context.figures.all(metric).find((figure) => bareOptions(figure) === options);
  return found === undefined || found.value === null ? null : context.format.figure(found).text;
}

const bareOptions = ({ options }: ReleasedFigure): string =>
  options
    .split('; ')
    .filter((option) => !option.startsWith('of='))
    .join('; ');

function curve(context: LayoutContext): Block | null {
  const lived = said('clv-curve', 'horizon=36 mo; tail=none', context);
  const months = said('clv-curve', 'part=months-observed', context);
  if (lived === null || months === null) return null;
  const whole = said('clv-curve', 'horizon=36 mo; tail=geometric', context);
  const share = said(
    'clv-curve',
    'horizon=36 mo; part=extrapolated-share; tail=geometric',
    context,
  );
  const beyond =
    whole === null || share === null
      ? ''
      : ` With a geometric tail to 36 months: ${whole}, ${share} of it extrapolated.`;
  return sentence(
    `CLV by the curve, discounted: ${lived} over the ${months} months of life that cohorts have lived.${beyond}`,
  );
}

function constant(context: LayoutContext): Block | null {
  const now = said('clv-constant', 'timing=now', context);
  const end = said('clv-constant', 'timing=end', context);
  const margin = said('clv-constant', 'part=margin', context);
  const retention = said('clv-constant', 'part=retention', context);
  if (now === null || end === null) return null;
  const grown = said('clv-growth', '', context);
  const growth = said('clv-growth', 'part=growth', context);
  const growing =
    grown === null || growth === null
      ? ''
      : ` With a margin that grows by ${growth} a month: ${grown}.`;
  return sentence(
    `CLV at constant retention, discounted: ${now}, or ${end} with the first margin after a month (margin ${margin} a month, ${retention} stay from month to month).${growing}`,
  );
}

function leverage(context: LayoutContext): Block | null {
  const points = said('retention-leverage', 'change=points; curve=ripe; delta=5 %', context);
  const relative = said('retention-leverage', 'change=relative; curve=ripe; delta=5 %', context);
  if (points === null || relative === null) return null;
  return sentence(
    `Retention leverage on our own curve: ${points} more contribution in the months lived if 5 points more of a cohort ordered in each month after the first, ${relative} if 5 % more of those who did.`,
  );
}

function lifetime(context: LayoutContext): Block | null {
  const orders = said('average-lifetime', 'basis=orders; horizon=24 mo', context);
  const subscribed = said('average-lifetime', 'basis=subscriptions; horizon=24 mo', context);
  const flat = said('average-lifetime', 'basis=subscriptions; method=inverse-churn', context);
  const parts = [
    orders === null ? [] : [`customers ${orders} (active: ordered in the last six months)`],
    subscribed === null ? [] : [`subscribers ${subscribed}`],
    flat === null ? [] : [`1 / churn of subscribers, since it is the same at each age, ${flat}`],
  ].flat();
  return parts.length === 0
    ? null
    : sentence(`Average lifetime within 24 months: ${parts.join(', ')}.`);
}

function total({ figures, format, head }: LayoutContext): Block | null {
  const cohorts = figures.all('clv-total').filter(({ value }) => value !== null);
  const rows = cohorts.map((figure): Row => {
    const bound = (value: number | null) =>
      value === null ? words('n/a') : format.figure({ ...figure, value });
    return {
      label: periodText(figure.scope['cohort'] ?? ''),
      cells: [format.figure(figure), bound(figure.lower), bound(figure.upper)],
      emphasis: 'normal',
    };
  });
  const close = periodText(cohorts[0]?.period ?? '');
  return workbookTable(
    `CLV past and next per customer, brought up to the close of ${close} and expected after it, ${head.currency}`,
    ['Cohort', 'Total', 'from', 'to'],
    rows,
  );
}
