import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import {
  PARTS_PER_POINT,
  type PerceivedCells,
  perceivedSystem,
  ROLES,
} from '../facts/surveys/perceived-value.ts';
import { surveyPlaces } from '../facts/surveys/survey-places.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Points of 0 to 100 that respondents give to the benefits of a survey: all of them of everyone in the compared months
 * and of segments in the reported one; each dimension of benefits and of costs of everyone.
 */
export function perceivedValue(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = perceivedSystem(rows, context);
  const figures = system.asked('perceived-answers').flatMap((asked) => {
    const overall = surveyPlaces(rows, context).flatMap((place) => {
      const rated = system.rated(asked, place);
      const count = system.dimensions('benefit', asked, place.month).length;
      return rated?.benefit ? [pointsFigure('', rated.answers, [rated.benefit, count])] : [];
    });
    const byDimension = comparedMonths(context).flatMap((month) =>
      ROLES.flatMap((role) =>
        system.dimensions(role, asked, month).flatMap(([dimension, points]) => {
          const rated = system.rated(asked, { month });
          const options = `dimension=${dimension}${role === 'cost' ? '; role=cost' : ''}`;
          return rated ? [pointsFigure(options, rated.answers, [points, 1])] : [];
        }),
      ),
    );
    return [...overall, ...byDimension];
  });
  return { figures, cells: system.cells, equations: system.equations };
}

function pointsFigure(
  options: string,
  { period, scope, total, customers }: PerceivedCells['answers'],
  [points, dimensions]: readonly [Cell, number],
): Figure {
  return figure({
    name: { metric: 'perceived-value', options, period, scope },
    unit: 'ratio',
    value: ratio(points.total / PARTS_PER_POINT, total * dimensions),
    customers,
    cells: cellKeys(points),
  });
}
