import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import { themeSystem } from '../facts/surveys/survey-themes.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { type NpsCells, npsCells, npsSystem } from '../nps/nps.ts';

/** Answers, and their points: a promoter has 3, a passive 2, a detractor 1. */
export interface RecommendationPoints {
  readonly points: number;
  readonly n: number;
}

/** NPS of all less NPS without those who voice the theme; null where they are all. `n` of all > 0. */
export function impactOf(all: RecommendationPoints, holders: RecommendationPoints): number | null {
  const others = all.n - holders.n;
  return others > 0 ? 100 * (all.points / all.n - (all.points - holders.points) / others) : null;
}

/** What each theme of the reported month costs or brings in NPS. `rows` of survey scores and of themes. */
export function themeImpact(
  scores: readonly CellRow[],
  themes: readonly CellRow[],
  context: MeasureContext,
): Measured {
  const recommending = npsSystem(scores, context);
  const system = themeSystem(themes, context);
  const { month } = context;
  const impacts = system.asked('theme-nps-answers').flatMap((asked) => {
    const all = npsCells(recommending, { survey: asked.survey }, { month });
    const answers = system.at('theme-nps-answers', asked, { month });
    const points = system.at('theme-nps-points', asked, { month });
    return all && answers && points ? [impactOfTheme(all, answers, points)] : [];
  });
  return mergeMeasured([
    { figures: [], cells: recommending.cells, equations: recommending.equations },
    { figures: [], cells: system.cells, equations: system.equations },
    ...impacts,
  ]);
}

/** Of the answers of a survey those with a theme, and their points; the others follow, and are cells too. */
function impactOfTheme(all: NpsCells, answers: Cell, points: Cell): Measured {
  const { promoters, passives, detractors } = all;
  const total = 3 * promoters.total + 2 * passives.total + detractors.total;
  const allPoints = pointsCell('survey-nps-points', all.answers, total);
  const others = complementOf(
    { ...all.answers, scope: answers.scope },
    answers,
    'survey-theme-nps-others',
  );
  const othersPoints = pointsCell(`${others.measure}-points`, others, total - points.total);
  return {
    figures: [
      figure({
        name: { metric: 'theme-impact', options: '', period: answers.period, scope: answers.scope },
        unit: 'ratio',
        value: impactOf(
          { points: total, n: all.answers.total },
          { points: points.total, n: answers.total },
        ),
        customers: all.answers.customers,
        cells: cellKeys(allPoints, points, othersPoints),
      }),
    ],
    cells: [allPoints, others, othersPoints],
    equations: [
      equation(allPoints, detractors, passives, passives, promoters, promoters, promoters),
      equation(all.answers, answers, others),
      equation(allPoints, points, othersPoints),
    ],
  };
}

/** Points of a group of which only the total is known: where all may have answered alike, as if they had. */
function pointsCell(measure: string, group: Cell, total: number): Cell {
  const alike = [1, 2, 3].find((each) => each * group.total === total);
  const largest = Math.min(alike ?? 3, total);
  return {
    ...countCell({ measure, period: group.period, scope: group.scope }, group.total, true),
    kind: 'sum',
    total,
    absolute: total,
    largest: [largest, Math.min(largest, total - largest)],
    countKey: group.key,
  };
}
