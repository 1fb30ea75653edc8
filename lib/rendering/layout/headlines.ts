import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';
import { changeCell } from '../change.ts';
import type { Section, Tile } from '../document.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText, yearEarlier } from '../period-text.ts';
import { alertBlocks } from './alerts.ts';
import { type Attainment, attainments, ofTarget } from './attainments.ts';
import { cohortFigures, cohortOf, newestRipe } from './cohort-figures.ts';
import { type LayoutContext, note, section } from './context.ts';
import { lineLabel } from './late-lines.ts';
import { scopeMoney } from './scope-money.ts';

interface Headline {
  readonly label: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
  /** Window or age that the label leaves out. */
  readonly detail: string;
  /** Cohort lines stand for the newest ripe cohort and compare with the cohorts before it. */
  readonly of: 'week' | 'month' | 'cohort';
}

const MOST = 6;

const week = (
  label: string,
  metric: string,
  { options = '', money = 'each', detail = '' }: Partial<Headline> = {},
): Headline => ({ label, metric, options, money, detail, of: 'week' });

const cohort = (label: string, metric: string, more: Partial<Headline>): Headline => ({
  ...week(label, metric, more),
  ...more,
  of: 'cohort',
});

const MONEY_WITH_MARGIN: readonly Headline[] = [
  week('Net revenue', 'money-ladder', { options: 'line=net-revenue', money: 'sum' }),
  week('Contribution CM2', 'money-ladder', { options: 'line=contribution', money: 'sum' }),
];

/** Without costs or a margin there is no contribution, only sales. */
const MONEY_WITHOUT_MARGIN: readonly Headline[] = [
  week('Net sales', 'money-ladder', { options: 'line=net-sales', money: 'sum' }),
];

const ACTIVE = week('Active customers', 'active-customers', {
  options: 'window=28 d',
  detail: '28 d',
});
/** Windows of 28 days overlap from week to week, so that below the whole only a closed week is counted. */
const ORDERING = week('Ordering customers', 'active-customers', { options: 'window=week' });
const NET_RETENTION: Headline = { ...week('NRR', 'nrr', { detail: '12 months' }), of: 'month' };
const REPEAT = cohort('Repeat rate', 'repeat-rate', { options: 'age=90 d', detail: '90 d' });

const HEADLINES: readonly Headline[] = [
  week('CAC loaded', 'cac-loaded'),
  cohort('CLV:CAC', 'clv-cac', { options: 'horizon=180 d', detail: '180 d' }),
  cohort('Observed CLV', 'clv-historic', { options: 'age=180 d', detail: '180 d' }),
  week('New customers', 'new-customers'),
  week('Net sales per buyer', 'customer-value'),
  week('Returning share', 'returning-share'),
  week('Average order', 'apv'),
];

/** Section 2: the first six, in order of preference, that have a value, with their changes. */
export function headlineSection(context: LayoutContext): Section | null {
  const money = context.head.marginBasis === 'revenue' ? MONEY_WITHOUT_MARGIN : MONEY_WITH_MARGIN;
  const staying = livesOnSubscriptions(context) ? [NET_RETENTION, REPEAT] : [REPEAT];
  const targets = attainments(context.figures);
  const active = isEveryone(context.head.scope) ? ACTIVE : ORDERING;
  const tiles = [...money, active, ...staying, ...HEADLINES]
    .map((headline) => tileOf(headline, context, targets))
    .filter((tile) => tile !== null)
    .slice(0, MOST);
  return section(2, 'Headlines', [
    tiles.length === 0 ? null : { kind: 'tiles', tiles },
    ...(tiles.length === 0 ? [] : alertBlocks(context)),
    footnote(tiles, context),
    scopeMoney(context),
  ]);
}

const WEEKS_OF_MONTH = 52 / 12;

/** Whether subscriptions bring at least half of what is sold in a week; then those who renew are the ones to watch. */
function livesOnSubscriptions({ head, figures }: LayoutContext): boolean {
  const everyone = { scope: {} };
  const mrr = figures.find('mrr-movements', 'part=closing', { ...everyone, period: head.month });
  const sales = figures.find('money-ladder', 'line=net-revenue', {
    ...everyone,
    period: head.period,
  });
  if (mrr === null || mrr.value === null) return false;
  return mrr.value / WEEKS_OF_MONTH >= (sales?.value ?? 0) / 2;
}

function tileOf(
  headline: Headline,
  context: LayoutContext,
  targets: readonly Attainment[],
): (Tile & { cohort: boolean }) | null {
  const { head, format } = context;
  const isCohort = headline.of === 'cohort';
  const found = isCohort ? cohortTriple(headline, context) : closedFigures(headline, context);
  const { now, prior, yearAgo } = found;
  if (now === null || now.value === null) return null;
  const details = [
    now.unit === 'money' ? head.currency : '',
    headline.detail,
    periodText(isCohort ? cohortOf(now) : now.period),
  ];
  return {
    label: lineLabel(headline.label, headline.metric, head),
    value: format.figure(now, headline.money),
    detail: details.filter((part) => part !== '').join(', '),
    priorLabel: `vs ${priorName(headline, prior, head)}`,
    prior: changeCell(now, prior, format),
    yearAgo: changeCell(now, yearAgo, format),
    ...ofTarget(now, targets, context),
    cohort: isCohort,
  };
}

function priorName({ of }: Headline, prior: ReleasedFigure | null, head: ReportHead): string {
  if (of !== 'cohort') return periodText(of === 'month' ? head.priorMonth : head.priorPeriod);
  return prior === null ? 'cohort before' : periodText(cohortOf(prior));
}

interface Compared {
  readonly now: ReleasedFigure | null;
  readonly prior: ReleasedFigure | null;
  readonly yearAgo: ReleasedFigure | null;
}

/** The closed week or month, the one before, and the same a year ago. */
function closedFigures(
  { metric, options, of }: Headline,
  { head, figures }: LayoutContext,
): Compared {
  const at = (period: string) => figures.find(metric, options, { period, scope: {} });
  return of === 'month'
    ? { now: at(head.month), prior: at(head.priorMonth), yearAgo: at(head.yearAgoMonth) }
    : { now: at(head.period), prior: at(head.priorPeriod), yearAgo: at(head.yearAgoPeriod) };
}

function cohortTriple({ metric, options }: Headline, { figures }: LayoutContext): Compared {
  const cohorts = cohortFigures(figures, metric, options);
  const now = newestRipe(cohorts);
  if (now === null) return { now: null, prior: null, yearAgo: null };
  const aYearEarlier = yearEarlier(cohortOf(now));
  return {
    now,
    prior: cohorts[cohorts.indexOf(now) - 1] ?? null,
    yearAgo: cohorts.find((figure) => cohortOf(figure) === aYearEarlier) ?? null,
  };
}

function footnote(
  tiles: readonly { readonly label: string; readonly cohort: boolean }[],
  context: LayoutContext,
) {
  if (!tiles.some(({ cohort }) => cohort)) return null;
  const repeat = tiles.some(({ label }) => label.startsWith('Repeat rate'))
    ? interval(context)
    : '';
  return note(
    `${repeat}Cohort lines compare with the cohort before and the cohort a year earlier.`,
  );
}

/** The interval of the headline repeat rate, where it is known. */
function interval({ figures, format }: LayoutContext): string {
  const now = newestRipe(cohortFigures(figures, 'repeat-rate', 'age=90 d'));
  if (now === null || now.lower === null || now.upper === null) return '';
  const bound = (value: number) => format.figure({ ...now, value }).text;
  const count = now.customers === null ? '' : `n = ${format.count(now.customers).text}, `;
  return `Repeat rate: ${count}95 % interval ${bound(now.lower)} to ${bound(now.upper)}. `;
}
