import type { Cell } from '#lib/privacy/cell.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { equation } from '../cells/derived-cells.ts';
import { comparedMonths, monthParameters } from '../stocks/month-cells.ts';
import sql from './perceived-value.sql';
import { type Asked, type SurveyCells, type SurveyPlace, surveyCells } from './survey-cells.ts';

export const ROLES = ['benefit', 'cost'] as const;
export type Role = (typeof ROLES)[number];
export const DIMENSIONS = ['functional', 'emotional', 'social', 'economic'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Ratings of benefits and costs in the closed month, the one before and a year ago; by segment in the first. */
export const perceivedValueFact: Fact<CellRow> = {
  query: audienceCellQuery('perceived-value', sql),
  parameters: monthParameters,
};

/** Amounts of the fact in one point of 0 to 100. */
export const PARTS_PER_POINT = 10_000;

/** Who rated, and the points of all dimensions together, by role; null where the survey asks for none. */
export interface PerceivedCells {
  readonly answers: Cell;
  readonly benefit: Cell | null;
  readonly cost: Cell | null;
}

export interface PerceivedSystem extends SurveyCells {
  rated(asked: Asked, place: SurveyPlace): PerceivedCells | null;
  /** The dimensions of a role that a survey asked for in a month, each with its points. */
  dimensions(role: Role, asked: Asked, month: number): readonly (readonly [Dimension, Cell])[];
}

/** The points of a role are those of its dimensions together. */
export function perceivedSystem(
  rows: readonly CellRow[],
  context: MeasureContext,
): PerceivedSystem {
  const system = surveyCells(
    rows,
    (measure) => (measure === ANSWERS ? null : { countMeasure: ANSWERS, behavioural: true }),
    context,
  );
  const dimensions = (role: Role, asked: Asked, month: number) =>
    DIMENSIONS.flatMap((dimension) => {
      const cell = system.at(`perceived-${role}-${dimension}`, asked, { month });
      return cell ? [[dimension, cell] as const] : [];
    });
  const tied = system.asked(ANSWERS).flatMap((asked) =>
    comparedMonths(context).flatMap((month) =>
      ROLES.flatMap((role) => {
        const whole = system.at(`perceived-${role}`, asked, { month });
        const parts = dimensions(role, asked, month).map(([, cell]) => cell);
        return whole ? [equation(whole, ...parts)] : [];
      }),
    ),
  );
  return {
    ...system,
    equations: [...system.equations, ...tied],
    dimensions,
    rated: (asked, place) => {
      const answers = system.at(ANSWERS, asked, place);
      const of = (role: Role) => system.at(`perceived-${role}`, asked, place);
      return answers && { answers, benefit: of('benefit'), cost: of('cost') };
    },
  };
}

const ANSWERS = 'perceived-answers';
