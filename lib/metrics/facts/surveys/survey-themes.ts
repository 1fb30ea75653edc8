import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { equation, unionOf } from '../cells/derived-cells.ts';
import { type Asked, type SurveyCells, scopeOf, surveyCells } from './survey-cells.ts';
import sql from './survey-themes.sql';

/** Months before the reported one that a theme is compared with. */
export const EARLIER_MONTHS = 8;

const MEASURES = ['theme-holders', 'theme-others', 'theme-nps-answers', 'theme-nps-points'];

/** Who voiced which theme in the reported month and in the eight before it, and how those recommend. */
export const surveyThemes: Fact<CellRow> = {
  query: cellQuery('survey-themes', sql),
  parameters: ({ month }) => ({ month, measures: MEASURES.join(',') }),
};

/** Who comments in a month: those who voice a theme and those who do not. */
export interface ThemeShare {
  readonly asked: Asked;
  readonly comments: Cell;
  readonly holders: Cell;
  readonly others: Cell;
}

export interface ThemeSystem extends SurveyCells {
  /** Every theme of the nine months, where anybody commented in the month; also one that nobody voiced in it. */
  shares(month: number): readonly ThemeShare[];
}

const HOLDERS = 'theme-holders';
const OTHERS = 'theme-others';
const EARLIER = 'earlier-';

/**
 * Comments of a month have one count for all themes of the survey. What came earlier is the sum of its months, so that a
 * theme which was withheld in one of them does not follow from the others.
 */
export function themeSystem(rows: readonly CellRow[], context: MeasureContext): ThemeSystem {
  const system = surveyCells(rows, sumOf, context);
  const shares = (month: number) =>
    system.asked(HOLDERS).flatMap((asked) => {
      const holders = system.at(HOLDERS, asked, { month });
      const others = system.at(OTHERS, asked, { month });
      return holders && others
        ? [{ asked, holders, others, comments: commentsOf(asked.survey, [holders, others]) }]
        : [];
    });
  const earlier = Array.from({ length: EARLIER_MONTHS }, (_, i) => context.month - 1 - i);
  const all = [context.month, ...earlier].flatMap(shares);
  const sums = system.asked(HOLDERS).flatMap((asked) =>
    [HOLDERS, OTHERS].flatMap((measure): Equation[] => {
      const sum = system.at(EARLIER + measure, asked, { month: context.month });
      const months = earlier.flatMap((month) => system.at(measure, asked, { month }) ?? []);
      return sum ? [equation(sum, ...months)] : [];
    }),
  );
  return {
    ...system,
    shares,
    cells: [...system.cells, ...all.map(({ comments }) => comments)],
    equations: [
      ...system.equations,
      ...all.map(({ comments, holders, others }) => equation(comments, holders, others)),
      ...sums,
    ],
  };
}

/** That each said it once, or nobody before, is no news of those who comment. */
const sumOf = (measure: string) => {
  if (measure === 'theme-nps-points')
    return { countMeasure: 'theme-nps-answers', behavioural: true };
  return measure.startsWith(EARLIER) ? { countMeasure: null, behavioural: false } : null;
};

function commentsOf(survey: string, parts: readonly [Cell, Cell]): Cell {
  const { period } = parts[0];
  const identity = { measure: 'survey-theme-comments', period, scope: scopeOf({ survey }) };
  return { ...unionOf(parts, identity, null), behavioural: false, respondents: true };
}
