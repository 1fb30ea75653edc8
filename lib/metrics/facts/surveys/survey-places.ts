import type { MeasureContext } from '../../metric.ts';
import type { Audience, CellRow } from '../cells/cell-row.ts';
import { comparedMonths } from '../stocks/month-cells.ts';
import type { SurveyPlace } from './survey-cells.ts';

/** Everyone in each compared month, then in the reported one each segment that anybody was in. */
export function surveyPlaces(rows: readonly CellRow[], context: MeasureContext): SurveyPlace[] {
  const { month, segments } = context;
  const below = segments.flatMap((scheme): Audience[] => {
    const names = rows.filter((row) => row.scheme === scheme).map(({ segment }) => segment);
    return [...new Set(names)].sort().map((segment) => ({ scheme, segment }));
  });
  return [
    ...comparedMonths(context).map((at) => ({ month: at })),
    ...below.map((audience) => ({ month, audience })),
  ];
}
