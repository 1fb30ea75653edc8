import type { Chart, ChartPoint } from '../document.ts';
import { contributionName } from '../glossary.ts';
import { periodText } from '../period-text.ts';
import { cohortFigures, cohortOf, newestRipe } from './cohort-figures.ts';
import { isMean } from './cohort-table.ts';
import type { LayoutContext } from './context.ts';

/** Cumulative contribution per acquired customer over months of life, beside the cost of a new customer. */
export function valueCurve(context: LayoutContext): Chart | null {
  const { head, figures } = context;
  const points = figures
    .all('clv-historic')
    .filter(({ options }) => isMean(options, `grain=${head.cohortGrain}; mean=cumulative`))
    .sort((a, b) => ageOf(a.scope) - ageOf(b.scope))
    .map((figure): ChartPoint => {
      const cell = context.format.figure(figure, 'tenth');
      return { label: `M${ageOf(figure.scope)}`, value: cell.value, text: cell.text };
    });
  const known = points.findLastIndex(({ value }) => value !== null);
  if (known < 1) return null;
  const shown = points.slice(0, known + 1);
  const title = `${contributionName(head)} per acquired customer, cumulative, ${head.currency}`;
  const level = acquisitionCost(context);
  return {
    kind: 'chart',
    name: 'value-curve',
    title,
    alt: altText(title, shown, level),
    points: shown,
    level,
  };
}

const ageOf = (scope: Readonly<Record<string, string>>): number => Number(scope['age']);

/** Loaded CAC of the newest cohort that has it, else of the week. */
function acquisitionCost({ head, figures, format }: LayoutContext): Chart['level'] {
  const cohort = newestRipe(cohortFigures(figures, 'cac-loaded', `grain=${head.cohortGrain}`));
  const week = figures.find('cac-loaded', '', { period: head.period, scope: {} });
  const figure = cohort ?? week;
  const cell = format.figure(figure, 'each');
  if (figure === null || cell.value === null) return null;
  const period = periodText(cohort === null ? head.period : cohortOf(cohort));
  return { label: `CAC loaded ${period}`, value: cell.value, text: cell.text };
}

function altText(title: string, points: readonly ChartPoint[], level: Chart['level']): string {
  const values = points.map(({ label, text }) => `${label} ${text}`).join(', ');
  return `${title}: ${values}.${level === null ? '' : ` ${level.label}: ${level.text}.`}`;
}
