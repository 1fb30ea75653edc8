import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReportHead } from '#lib/privacy/report.ts';
import { changeCell } from '../change.ts';
import type { Section, Tile } from '../document.ts';
import type { MoneyStyle } from '../format.ts';
import { periodText, yearEarlier } from '../period-text.ts';
import { cohortFigures, cohortOf, newestRipe } from './cohort-figures.ts';
import { type LayoutContext, note, section } from './context.ts';
import { lineLabel } from './late-lines.ts';

interface Headline {
  readonly label: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
  /** Window or age that the label leaves out. */
  readonly detail: string;
  /** Cohort lines stand for the newest ripe cohort and compare with the cohorts before it. */
  readonly of: 'week' | 'cohort';
}

const MOST = 6;

const week = (
  label: string,
  metric: string,
  { options = '', money = 'each', detail = '' }: Partial<Headline> = {},
): Headline => ({ label, metric, options, money, detail, of: 'week' });

const cohort = (
  label: string,
  metric: string,
  { options = '', detail = '' }: Partial<Headline>,
): Headline => ({
  label,
  metric,
  options,
  detail,
  money: 'each',
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

const HEADLINES: readonly Headline[] = [
  week('Active customers', 'active-customers', { options: 'window=28 d', detail: '28 d' }),
  cohort('Repeat rate', 'repeat-rate', { options: 'age=90 d', detail: '90 d' }),
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
  const tiles = [...money, ...HEADLINES]
    .map((headline) => tileOf(headline, context))
    .filter((tile) => tile !== null)
    .slice(0, MOST);
  if (tiles.length === 0) return null;
  return section(2, 'Headlines', [
    { kind: 'tiles', tiles },
    footnote(
      tiles.some(({ cohort }) => cohort),
      context,
    ),
  ]);
}

function tileOf(headline: Headline, context: LayoutContext): (Tile & { cohort: boolean }) | null {
  const { head, format } = context;
  const isCohort = headline.of === 'cohort';
  const found = isCohort ? cohortTriple(headline, context) : weekFigures(headline, context);
  const { now, prior, yearAgo } = found;
  if (now === null || now.value === null) return null;
  const details = [
    now.unit === 'money' ? head.currency : '',
    headline.detail,
    isCohort ? periodText(cohortOf(now)) : periodText(head.period),
  ];
  return {
    label: lineLabel(headline.label, headline.metric, head),
    value: format.figure(now, headline.money),
    detail: details.filter((part) => part !== '').join(', '),
    priorLabel: `vs ${priorName(isCohort, prior, head)}`,
    prior: changeCell(now, prior, format),
    yearAgo: changeCell(now, yearAgo, format),
    status: headline.metric === 'clv-cac' ? ratioStatus(now.value) : null,
    cohort: isCohort,
  };
}

function priorName(isCohort: boolean, prior: ReleasedFigure | null, head: ReportHead): string {
  if (!isCohort) return periodText(head.priorPeriod);
  return prior === null ? 'cohort before' : periodText(cohortOf(prior));
}

interface Compared {
  readonly now: ReleasedFigure | null;
  readonly prior: ReleasedFigure | null;
  readonly yearAgo: ReleasedFigure | null;
}

function weekFigures({ metric, options }: Headline, { head, figures }: LayoutContext): Compared {
  const at = (period: string) => figures.find(metric, options, { period, scope: {} });
  return { now: at(head.period), prior: at(head.priorPeriod), yearAgo: at(head.yearAgoPeriod) };
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

/** Limits of `clv-cac` in the metric definitions. */
const ratioStatus = (value: number): string => {
  if (value > 3) return 'GREEN';
  return value < 2 ? 'RED' : 'AMBER';
};

function footnote(hasCohorts: boolean, context: LayoutContext) {
  return hasCohorts
    ? note(
        `${interval(context)}Cohort lines compare with the cohort before and the cohort a year earlier.`,
      )
    : null;
}

/** The interval of the headline repeat rate, where it is known. */
function interval({ figures, format }: LayoutContext): string {
  const now = newestRipe(cohortFigures(figures, 'repeat-rate', 'age=90 d'));
  if (now === null || now.lower === null || now.upper === null) return '';
  const bound = (value: number) => format.figure({ ...now, value }).text;
  const count = now.customers === null ? '' : `n = ${format.count(now.customers).text}, `;
  return `Repeat rate: ${count}95 % interval ${bound(now.lower)} to ${bound(now.upper)}. `;
}
