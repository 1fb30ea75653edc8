import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import { surveyCells } from '../facts/surveys/survey-cells.ts';
import { shareFigure } from '../facts/surveys/survey-share.ts';
import type { MeasureContext } from '../metric.ts';

/** Who is satisfied with a survey's subject, of everyone in the compared months. `rows` of survey scores. */
export function csat(rows: readonly CellRow[], context: MeasureContext): Measured {
  const own = rows.filter(({ measure }) => measure.startsWith('csat-'));
  const system = surveyCells(own, () => null, context);
  const shares = system.asked('csat-answers').flatMap((asked) =>
    comparedMonths(context).flatMap((month) => {
      const at = (measure: string) => system.at(measure, asked, { month });
      const whole = at('csat-answers');
      const part = at('csat-satisfied');
      const rest = at('csat-unsatisfied');
      return whole && part && rest ? [{ whole, part, rest }] : [];
    }),
  );
  return {
    figures: shares.map((share) => shareFigure({ metric: 'csat' }, share)),
    cells: system.cells,
    equations: shares.map(({ whole, part, rest }) => equation(whole, part, rest)),
  };
}
