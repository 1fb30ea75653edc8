import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { complementOf, equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import { surveyCells } from '../facts/surveys/survey-cells.ts';
import { shareFigure } from '../facts/surveys/survey-share.ts';
import { cellKeys, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** Who answered of those who were invited, everyone in the compared months; no figure where nobody was invited. */
export function responseRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = surveyCells(rows.map(oneEach), () => null, context);
  const rates = system.asked('response-invitations').flatMap((asked) =>
    comparedMonths(context).flatMap((month) => {
      const answers = system.at('response-answers', asked, { month });
      const invitations = system.at('response-invitations', asked, { month });
      return answers && invitations ? [rateOf(answers, invitations)] : [];
    }),
  );
  return mergeMeasured([
    { figures: [], cells: system.cells, equations: system.equations },
    ...rates,
  ]);
}

/** A count of invitations is as many people as it says. */
const oneEach = (row: CellRow): CellRow => ({
  ...row,
  customers: row.total,
  largest: Math.min(row.total, 1),
  second: row.total > 1 ? 1 : 0,
});

/** More answers than invitations: some invitations were not delivered, and no rate is known. */
function rateOf(answers: Cell, invitations: Cell): Measured {
  if (answers.total > invitations.total)
    return { figures: [unknownRate(answers, invitations)], cells: [], equations: [] };
  const silent = {
    ...complementOf(invitations, answers, 'survey-response-silent'),
    behavioural: true,
  };
  const cells = { whole: invitations, part: answers, rest: silent };
  return {
    figures: [shareFigure({ metric: 'response-rate' }, cells)],
    cells: [silent],
    equations: [equation(invitations, answers, silent)],
  };
}

const unknownRate = (answers: Cell, invitations: Cell): Figure =>
  figure({
    name: { metric: 'response-rate', options: '', period: answers.period, scope: answers.scope },
    unit: 'share',
    value: null,
    reason: 'missing_input',
    customers: answers.customers,
    cells: cellKeys(answers, invitations),
  });
