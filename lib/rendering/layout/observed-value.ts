import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { contributionName } from '../glossary.ts';
import { periodText } from '../period-text.ts';
import { cohortFigures, cohortOf } from './cohort-figures.ts';
import { detail, type LayoutContext, table } from './context.ts';

const AGES = ['30 d', '60 d', '90 d', '180 d', '365 d'] as const;
const MOST_COHORTS = 12;

/** Observed CLV and repeat rate of each cohort at fixed ages. Only equal ages compare. */
export function observedValue(context: LayoutContext): (Table | null)[] {
  const { head, figures, format } = context;
  const columns = [
    ...AGES.map((age) => ({
      title: age,
      cells: cohortFigures(figures, 'clv-historic', `age=${age}`),
    })),
    { title: 'Repeat 90 d', cells: cohortFigures(figures, 'repeat-rate', 'age=90 d') },
  ].filter(({ cells }) => cells.some(({ value }) => value !== null));
  const cohorts = [...new Set(columns.flatMap(({ cells }) => ripeCohorts(cells)))].sort();
  const rows = cohorts.slice(-MOST_COHORTS).map((cohort): Row => {
    const cells = columns.map(({ cells }) => {
      const figure = cells.find((cell) => cohortOf(cell) === cohort) ?? null;
      return figure?.value == null
        ? words(figure?.reason === 'withheld' ? '–' : '·')
        : format.figure(figure);
    });
    return { label: periodText(cohort), cells, emphasis: 'normal' };
  });
  const caption = `Observed CLV: ${contributionName(head)} per acquired customer up to an age, ${head.currency}`;
  return [detail(table(caption, ['Cohort', ...columns.map(({ title }) => title)], rows))];
}

const ripeCohorts = (figures: readonly ReleasedFigure[]): string[] =>
  figures.filter(({ value }) => value !== null).map(cohortOf);
