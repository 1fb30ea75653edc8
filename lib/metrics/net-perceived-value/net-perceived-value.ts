import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import {
  PARTS_PER_POINT,
  type PerceivedCells,
  perceivedSystem,
  type Role,
} from '../facts/surveys/perceived-value.ts';
import { surveyPlaces } from '../facts/surveys/survey-places.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Total of points over respondents and the dimensions that they rated. */
export interface RatedPoints {
  readonly points: number;
  readonly dimensions: number;
}

/** Benefits less costs, and benefits per cost, of `answers` > 0 respondents; points are 0 to 100. */
export function netOf(
  { benefit, cost }: Readonly<Record<Role, RatedPoints>>,
  answers: number,
): { readonly difference: number; readonly ratio: number | null } {
  const mean = ({ points, dimensions }: RatedPoints) => points / dimensions / answers;
  return { difference: mean(benefit) - mean(cost), ratio: ratio(mean(benefit), mean(cost)) };
}

/** What is left of the benefits after the costs: everyone in the compared months, segments in the reported one. */
export function netPerceivedValue(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = perceivedSystem(rows, context);
  const figures = system.asked('perceived-answers').flatMap((asked) =>
    surveyPlaces(rows, context).flatMap((place) => {
      const rated = system.rated(asked, place);
      const dimensions = (role: Role) => system.dimensions(role, asked, place.month).length;
      return rated
        ? netFigures(rated, { benefit: dimensions('benefit'), cost: dimensions('cost') })
        : [];
    }),
  );
  return { figures, cells: system.cells, equations: system.equations };
}

function netFigures(
  { answers, benefit, cost }: PerceivedCells,
  dimensions: Readonly<Record<Role, number>>,
): Figure[] {
  if (!benefit || !cost) return [];
  const net = netOf(
    {
      benefit: { points: benefit.total / PARTS_PER_POINT, dimensions: dimensions.benefit },
      cost: { points: cost.total / PARTS_PER_POINT, dimensions: dimensions.cost },
    },
    answers.total,
  );
  const { period, scope, customers } = answers;
  const about = { unit: 'ratio', customers, cells: cellKeys(benefit, cost) } as const;
  const name = { metric: 'net-perceived-value', period, scope };
  return [
    figure({ ...about, name: { ...name, options: '' }, value: net.difference }),
    figure({
      ...about,
      name: { ...name, options: 'part=ratio' },
      value: net.ratio,
      reason: 'not_positive',
    }),
  ];
}
