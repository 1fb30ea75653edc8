import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import { type SurveySum, surveyCells } from '../facts/surveys/survey-cells.ts';
import { POINTS_PER_SCORE } from '../facts/surveys/survey-scores.ts';
import { type ShareCells, shareFigure } from '../facts/surveys/survey-share.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { effortInterval } from './effort-interval.ts';

/** How easy it was, of everyone in the compared months: the mean with its 95 % t interval, and the share of those at 5 and above. */
export function ces(rows: readonly CellRow[], context: MeasureContext): Measured {
  const own = rows.filter(({ measure }) => measure.startsWith('ces-'));
  const system = surveyCells(own, sumOf, context);
  const places = system.asked('ces-answers').flatMap((asked) =>
    comparedMonths(context).flatMap((month) => {
      const at = (measure: string) => system.at(measure, asked, { month });
      const whole = at('ces-answers');
      const [part, rest] = [at('ces-easy'), at('ces-hard')];
      const [points, squares] = [at('ces-points'), at('ces-squares')];
      return whole && part && rest && points && squares
        ? [{ share: { whole, part, rest }, sums: { points, squares } }]
        : [];
    }),
  );
  return {
    figures: places.flatMap(({ share, sums }) => [
      meanFigure(share, sums),
      shareFigure({ metric: 'ces', options: 'part=easy' }, share),
    ]),
    cells: system.cells,
    equations: places.map(({ share: { whole, part, rest } }) => equation(whole, part, rest)),
  };
}

const SUMS = new Set(['ces-points', 'ces-squares']);

const sumOf = (measure: string): SurveySum | null =>
  SUMS.has(measure) ? { countMeasure: 'ces-answers', behavioural: true } : null;

/** Sums over the answers: of the scores, and of their squares. */
interface ScoreSums {
  readonly points: Cell;
  readonly squares: Cell;
}

const meanFigure = (
  { whole: { period, scope, total, customers } }: ShareCells,
  { points, squares }: ScoreSums,
): Figure => {
  const sums = {
    n: total,
    sum: points.total / POINTS_PER_SCORE,
    squares: squares.total / POINTS_PER_SCORE,
  };
  return figure({
    name: { metric: 'ces', options: '', period, scope },
    unit: 'ratio',
    value: ratio(sums.sum, total),
    ...(total > 1 ? effortInterval(sums) : {}),
    customers,
    cells: cellKeys(points, squares),
  });
};
