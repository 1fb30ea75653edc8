import { type Cell, cellKey } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import {
  type Asked,
  type SurveyCells,
  type SurveyPlace,
  surveyCells,
} from '../facts/surveys/survey-cells.ts';
import { surveyPlaces } from '../facts/surveys/survey-places.ts';
import { cellKeys, figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { adjustedWaldInterval, netPromoterScore } from './net-promoter-score.ts';

/** Who answered a survey's question of recommendation in a month, and how. */
export interface NpsCells {
  readonly answers: Cell;
  readonly promoters: Cell;
  readonly passives: Cell;
  readonly detractors: Cell;
}

const MEASURES = ['answers', 'promoters', 'passives', 'detractors'] as const;

/** Rows of the survey scores that are about recommendation, as cells. */
export const npsSystem = (rows: readonly CellRow[], context: MeasureContext): SurveyCells => {
  const own = rows.filter(({ measure }) => measure.startsWith('nps-'));
  const system = surveyCells(own, () => null, inOneScheme(context));
  return { ...system, equations: [...system.equations, ...classEquations(system)] };
};

/**
 * Classes of answers are shown in the first registered scheme only: crossed with each other, those of several schemes
 * would make a system of whole numbers that takes the gate longer than all others together.
 */
const inOneScheme = (context: MeasureContext): MeasureContext => ({
  ...context,
  segments: context.segments.toSorted().slice(0, 1),
});

/** Null where nobody answered. */
export function npsCells(system: SurveyCells, asked: Asked, place: SurveyPlace): NpsCells | null {
  const [answers, promoters, passives, detractors] = MEASURES.map((measure) =>
    system.at(`nps-${measure}`, asked, place),
  );
  return answers && promoters && passives && detractors
    ? { answers, promoters, passives, detractors }
    : null;
}

export const recommendations = ({ answers, promoters, detractors }: NpsCells) => ({
  promoters: promoters.total,
  detractors: detractors.total,
  n: answers.total,
});

/** NPS of each survey: of everyone in the compared months, of segments in the reported one. `rows` of survey scores. */
export function nps(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = npsSystem(rows, context);
  const places = surveyPlaces(rows, inOneScheme(context));
  const figures = system
    .asked('nps-answers')
    .flatMap((asked) =>
      places.flatMap((place) => npsFigure(asked, npsCells(system, asked, place))),
    );
  return { figures, cells: system.cells, equations: system.equations };
}

function npsFigure({ survey }: Asked, cells: NpsCells | null): Figure[] {
  if (!cells) return [];
  const { answers } = cells;
  const counted = recommendations(cells);
  const { period, scope } = answers;
  return [
    figure({
      name: { metric: 'nps', options: '', period, scope: { ...scope, survey } },
      unit: 'ratio',
      value: netPromoterScore(counted),
      ...adjustedWaldInterval(counted),
      customers: answers.customers,
      cells: cellKeys(answers, cells.promoters, cells.passives, cells.detractors),
    }),
  ];
}

/** Each answer promotes, detracts, or neither. */
const classEquations = ({ cells }: SurveyCells) => {
  const byPlace = new Map(cells.map((cell) => [`${cell.measure} ${placeOf(cell)}`, cell]));
  return cells
    .filter(({ measure }) => measure === 'survey-nps-answers')
    .map((answers) =>
      equation(
        answers,
        ...MEASURES.slice(1).flatMap(
          (measure) => byPlace.get(`survey-nps-${measure} ${placeOf(answers)}`) ?? [],
        ),
      ),
    );
};

const placeOf = ({ period, scope }: Cell): string => cellKey('', period, scope);
