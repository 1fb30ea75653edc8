import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Cell, Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { type MoneyStyle, words } from '../format.ts';
import { periodText } from '../period-text.ts';
import type { LayoutContext } from './context.ts';
import { shadeScale } from './shade-scale.ts';

/** A cohort × age triangle: which metric, and which rows over all cohorts stand below it. */
export interface CohortTriangle {
  readonly caption: string;
  readonly metric: string;
  readonly options: string;
  readonly money: MoneyStyle;
  readonly summaries: readonly { readonly label: string; readonly options: string }[];
}

const MOST_COHORTS = 12;
const MOST_AGES = 12;
const AGES_WITH_DECIMALS = 8;

/** Unripe cells are a dot and withheld ones a dash; neither is a number, so neither is shaded or averaged. */
export function cohortTable(triangle: CohortTriangle, context: LayoutContext): Table | null {
  const { caption, metric, options, summaries } = triangle;
  const figures = context.figures.all(metric, options);
  const cohorts = cohortsWithValues(figures);
  if (cohorts.length === 0) return null;
  const ages = agesOf(figures, cohorts);
  const fitting = { ...triangle, money: styleFor(figures, ages.length, triangle.money) };
  const shade = shadeScale(
    figures.filter(({ scope }) => cohorts.includes(scope['cohort'] ?? '') && scope['age'] !== '0'),
  );
  const rows = [
    ...cohorts.map((cohort) => cohortRow({ cohort, ages, shade }, fitting, context)),
    ...summaries.map((summary) => summaryRow(summary, { ages, triangle: fitting }, context)),
  ].filter((row) => row !== null);
  const columns = ['Cohort', 'n', ...ages.map((age) => `M${age}`)];
  return { kind: 'table', caption, columns, rows, rowsInMail: MOST_COHORTS + summaries.length };
}

/** Whole percents where there are too many ages for decimals. */
const styleFor = (
  figures: readonly ReleasedFigure[],
  ages: number,
  money: MoneyStyle,
): MoneyStyle => (ages > AGES_WITH_DECIMALS && figures[0]?.unit === 'share' ? 'sum' : money);

function cohortsWithValues(figures: readonly ReleasedFigure[]): string[] {
  const withValue = figures.filter(({ value }) => value !== null);
  return membersOf(withValue, 'cohort', ['age']).sort().slice(-MOST_COHORTS);
}

/** Ages at which a shown cohort has a value, from 0. */
function agesOf(figures: readonly ReleasedFigure[], cohorts: readonly string[]): string[] {
  const ripe = figures.filter(
    ({ value, scope }) => value !== null && cohorts.includes(scope['cohort'] ?? ''),
  );
  return membersOf(ripe, 'age', ['cohort'])
    .sort((a, b) => Number(a) - Number(b))
    .slice(0, MOST_AGES);
}

interface CohortRow {
  readonly cohort: string;
  readonly ages: readonly string[];
  shade(value: number): number;
}

function cohortRow(
  { cohort, ages, shade }: CohortRow,
  { metric, options, money }: CohortTriangle,
  { head, figures, format }: LayoutContext,
): Row {
  const size = figures.find('new-customers', `grain=${head.cohortGrain}`, {
    period: cohort,
    scope: { cohort },
  });
  const cells = ages.map((age): Cell => {
    const figure = figures.find(metric, options, { period: cohort, scope: { cohort, age } });
    if (figure === null || figure.value === null) return mark(figure);
    return { ...format.figure(figure, money), shade: shade(figure.value) };
  });
  const n = size === null || size.value === null ? mark(size) : format.figure(size);
  return { label: periodText(cohort), cells: [n, ...cells], emphasis: 'normal' };
}

function summaryRow(
  { label, options }: CohortTriangle['summaries'][number],
  { ages, triangle }: { readonly ages: readonly string[]; readonly triangle: CohortTriangle },
  { head, figures, format }: LayoutContext,
): Row | null {
  const means = figures
    .all(triangle.metric)
    .filter((figure) => isMean(figure.options, options) && figure.period === head.period);
  const found = ages.map(
    (age) =>
      means.find(({ scope }) => scope['cohort'] === undefined && scope['age'] === age) ?? null,
  );
  if (found.every((figure) => figure === null)) return null;
  const cells = found.map((figure) =>
    figure === null || figure.value === null ? mark(figure) : format.figure(figure, triangle.money),
  );
  return { label, cells: [words(''), ...cells], emphasis: 'total' };
}

/** A mean may say of which cohorts it is; a report has one of each. */
export const isMean = (options: string, mean: string): boolean =>
  options === mean || options.startsWith(`${mean}; of=`);

const mark = (figure: ReleasedFigure | null): Cell =>
  words(figure === null || figure.reason === 'unripe' ? '·' : '–');

/** Says what the marks of a triangle mean. */
export const MARKS = '· not ripe yet, – withheld; neither is 0 and neither is averaged.';
