import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure, totalFigure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { weeksOfMonth } from './weeks-of-month.ts';

/** Rows of one month by measure. */
type Month = ReadonlyMap<string, CellRow>;

/** CM1, CM2, cost to serve, retention marketing and CM3 of the compared months, customers and guests together. */
export const contributionByMonth = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  mergeMeasured(
    [context.month, context.priorMonth, context.yearAgoMonth].map((month) => {
      const own = rows.filter(({ period }) => period === month);
      const steps = stepsOf(new Map(own.map((row) => [row.measure, row])), month, context);
      const weeks = weeksOfMonth(rows, { month, cells: steps.cells }, context);
      return mergeMeasured([steps, { figures: [], ...weeks }]);
    }),
  );

function stepsOf(rows: Month, month: number, context: MeasureContext): Measured {
  const cell = (measure: string): Cell | null => {
    const row = rows.get(measure);
    return row ? cellOfRow(row, rulesOf(measure, monthLabel(month, context.fiscal))) : null;
  };
  const [cm1, fulfilment, cm2] = [
    cell('contribution-cm1'),
    cell('contribution-fulfilment'),
    cell('contribution-cm2'),
  ];
  if (!cm2) return NOTHING_MEASURED;
  const serving = cell('contribution-serving');
  return {
    figures: [
      ...(cm1 ? [totalFigure(nameOf('cm1', cm2), 'money', cm1)] : []),
      totalFigure(nameOf('cm2', cm2), 'money', cm2),
      ...costsOf({ rows, cm2, serving }, context),
    ],
    cells: [cm1, fulfilment, cm2, serving].filter((each) => each !== null),
    equations: cm1 && fulfilment ? [equation(cm1, cm2, fulfilment)] : [],
  };
}

/** What comes off CM2, as far as it is supplied, and what is left. Marketing and costs of nobody are about no customer. */
function costsOf(
  {
    rows,
    cm2,
    serving,
  }: { readonly rows: Month; readonly cm2: Cell; readonly serving: Cell | null },
  { supplied }: MeasureContext,
): Figure[] {
  const marketing = rows.get('retention-marketing')?.total ?? 0;
  const served = (serving?.total ?? 0) + (rows.get('serving-nobody')?.total ?? 0);
  const of = (step: string, value: number, ...cells: readonly Cell[]): Figure =>
    figure({
      name: nameOf(step, cm2),
      unit: 'money',
      value,
      customers: cells[0]?.customers ?? 0,
      cells: cellKeys(...cells),
    });
  const costs = serving ? [serving] : [];
  return [
    ...(supplied.has('cost_to_serve') ? [of('cost-to-serve', served, ...costs)] : []),
    ...(marketing === 0 ? [] : [of('retention-marketing', marketing)]),
    of('cm3', cm2.total - served - marketing, cm2, ...costs),
  ];
}

const nameOf = (step: string, { period }: Cell) => ({
  metric: 'contribution',
  options: `step=${step}`,
  period,
  scope: {},
});

const rulesOf = (measure: string, label: string): CellRules => ({
  kind: 'sum',
  signed: measure === 'contribution-cm1' || measure === 'contribution-cm2',
  behavioural: false,
  countMeasure: null,
  label: () => label,
});
