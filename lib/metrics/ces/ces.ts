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

/** How easy it was, of everyone in the compared months: the mean, and the share of those at 5 and above. */
export function ces(rows: readonly CellRow[], context: MeasureContext): Measured {
  const own = rows.filter(({ measure }) => measure.startsWith('ces-'));
  const system = surveyCells(own, sumOf, context);
  const places = system.asked('ces-answers').flatMap((asked) =>
    comparedMonths(context).flatMap((month) => {
      const at = (measure: string) => system.at(measure, asked, { month });
      const whole = at('ces-answers');
      const [part, rest, points] = [at('ces-easy'), at('ces-hard'), at('ces-points')];
      return whole && part && rest && points ? [{ share: { whole, part, rest }, points }] : [];
    }),
  );
  return {
    figures: places.flatMap(({ share, points }) => [
      meanFigure(share, points),
      shareFigure({ metric: 'ces', options: 'part=easy' }, share),
    ]),
    cells: system.cells,
    equations: places.map(({ share: { whole, part, rest } }) => equation(whole, part, rest)),
  };
}

const sumOf = (measure: string): SurveySum | null =>
  measure === 'ces-points' ? { countMeasure: 'ces-answers', behavioural: true } : null;

const meanFigure = (
  { whole: { period, scope, total, customers } }: ShareCells,
  points: Cell,
): Figure =>
  figure({
    name: { metric: 'ces', options: '', period, scope },
    unit: 'ratio',
    value: ratio(points.total / POINTS_PER_SCORE, total),
    customers,
    cells: cellKeys(points),
  });
