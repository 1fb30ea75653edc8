import type { Figure, NaReason } from '#lib/privacy/figure.ts';
import { monthLabel, weekLabel } from '#lib/units/calendar.ts';
import { figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { subjectOf } from './target-subject.ts';
import type { Target } from './targets.ts';

/** Metrics and lines of the money ladder of which less is better where the target does not say which way is. */
const LESS_IS_BETTER: ReadonlySet<string> = new Set([
  'discounts',
  'refunds',
  'cogs',
  'fulfilment',
  'refund-rate',
  'cac-paid',
  'cac-blended',
  'cac-loaded',
  'payback',
  'payback-mrr',
  'burn-multiple',
  'loss-making',
  'logo-churn',
  'attrition-rate',
  'lapse-rate',
  'switching-rate',
  'cancellation-risk',
  'dso',
  'expected-loss',
  'issue-reach',
  'contact-rate',
]);

const DEFAULT_TOLERANCE = 0.05;

/**
 * How far each target of the reported week or month, or of a cohort, is met; and the target itself. Targets of figures
 * that were not measured have none. Rests on the cells of the figure it is about, so that it is withheld with it.
 */
export function targetAttainment(
  targets: readonly Target[],
  measured: readonly Figure[],
  context: MeasureContext,
): readonly Figure[] {
  const { priorWeek, yearAgoWeek, priorMonth, yearAgoMonth, fiscal } = context;
  const compared = new Set([
    ...[priorWeek, yearAgoWeek].map(weekLabel),
    ...[priorMonth, yearAgoMonth].map((month) => monthLabel(month, fiscal)),
  ]);
  const reported = measured.filter(
    ({ period, scope }) => scope['cohort'] !== undefined || !compared.has(period),
  );
  return targets.flatMap((target) => {
    const subject = subjectOf(target, reported);
    return subject === null ? [] : figuresOf(target, subject, context.minorUnits);
  });
}

function figuresOf(target: Target, subject: Figure, minorUnits: number): Figure[] {
  const { period, scope, unit, customers, cells, modelled } = subject;
  const aim = unit === 'money' ? target.value * minorUnits : target.value;
  const isShare = aim > 0;
  const name = { metric: 'target-attainment', period, scope };
  return [
    figure({
      name: { ...name, options: optionsOf(target, subject, isShare ? [] : ['part=difference']) },
      unit: isShare ? 'share' : unit,
      ...attained(target, subject, aim),
      customers,
      cells,
      ...(modelled ? { modelled } : {}),
    }),
    figure({
      name: { ...name, options: optionsOf(target, subject, ['part=target']) },
      unit,
      value: aim,
      customers: 0,
      cells: [],
    }),
  ];
}

/** Of a target of 0 or less no share can be met: then the difference is shown. */
function attained(
  target: Target,
  { value, reason }: Figure,
  aim: number,
): { readonly value: number | null; readonly reason?: NaReason } {
  if (value === null) return { value, ...(reason ? { reason } : {}) };
  if (aim <= 0) return { value: value - aim };
  if (directionOf(target) === 'higher') return { value: value / aim };
  return value > 0 ? { value: aim / value } : { value: null, reason: 'not_positive' };
}

const directionOf = ({ direction, metric }: Target): 'higher' | 'lower' =>
  direction ?? (LESS_IS_BETTER.has(metric) ? 'lower' : 'higher');

/** What the target is about and who set it: everything that a reader must know to judge the attainment. */
function optionsOf(target: Target, subject: Figure, part: readonly string[]): string {
  const about = [subject.metric, subject.options.replaceAll('; ', ', ')].join(' ').trim();
  return [
    `direction=${directionOf(target)}`,
    `of=${about}`,
    ...(target.owner === null ? [] : [`owner=${target.owner.replaceAll(';', ',')}`]),
    ...part,
    `tolerance=${target.tolerance ?? DEFAULT_TOLERANCE}`,
    `version=${target.version}`,
  ].join('; ');
}
