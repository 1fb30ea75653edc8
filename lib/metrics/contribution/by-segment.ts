import type { Equation } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, monthStart } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { type ProfitCells, profitCells } from '../facts/profit/profit-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

const SUM = 'contribution-year';
const COUNT = 'contribution-year-customers';

/**
 * CM3 of the 365 days to the quarter close, in total and per customer, of everyone and each segment.
 * @param rows.year of `contributionYear`.
 * @param rows.profit of `customerProfit`: where the month closed with the quarter, both tell the same.
 */
export function contributionBySegment(
  rows: { readonly year: readonly CellRow[]; readonly profit: readonly CellRow[] },
  context: MeasureContext,
): Measured {
  const period = closeLabel(context.closeDate, context.fiscal);
  const shown = rows.year.filter(({ scheme }) => scheme !== 'atom' || context.segments.length > 1);
  const systems = [SUM, COUNT].map((measure) => {
    const own = shown.filter((row) => row.measure === measure);
    const rules = rulesOf(measure, period);
    return {
      figures: [],
      cells: own.map((row) => cellOfRow(row, rules)),
      equations: audienceEquations(own, rules, context.segments),
    };
  });
  const places = shown.filter(({ measure, scheme }) => measure === COUNT && scheme !== 'atom');
  return mergeMeasured([
    ...systems,
    {
      figures: places.flatMap((count) => {
        const sum = shown.find((row) => row.measure === SUM && isSamePlace(row, count));
        return sum ? figuresOf(sum, count, period) : [];
      }),
      cells: [],
      equations: [],
    },
    sameAsMonthClose(shown, profitCells(rows.profit, context), context),
  ]);
}

const isSamePlace = (a: CellRow, b: CellRow): boolean =>
  a.scheme === b.scheme && a.segment === b.segment;

function figuresOf(sum: CellRow, count: CellRow, period: string): Figure[] {
  const earned = cellOfRow(sum, rulesOf(SUM, period));
  const people = cellOfRow(count, rulesOf(COUNT, period));
  const name = (options: string) => ({
    metric: 'contribution',
    options: `${options}; window=365 d`,
    period,
    scope: people.scope,
  });
  return [
    totalFigure(name('step=cm3'), 'money', earned),
    totalFigure(name('part=customers'), 'count', people),
    figure({
      name: name('part=per-customer; step=cm3'),
      unit: 'money',
      value: ratio(earned.total, people.total),
      customers: people.customers,
      cells: cellKeys(earned, people),
    }),
  ];
}

/** The stock of everyone at the month close is the same number where both closes are one day. */
function sameAsMonthClose(
  rows: readonly CellRow[],
  profit: ProfitCells | null,
  { closeDate, month, fiscal }: MeasureContext,
): Measured {
  const everyone = (measure: string, parts: 'sum' | 'customers'): Equation[] => {
    const row = rows.find((each) => each.measure === measure && each.scheme === 'all');
    if (!row || !profit) return [];
    const cell = cellOfRow(row, rulesOf(measure, closeLabel(closeDate, fiscal)));
    return [equation(cell, profit[parts]('profit'))];
  };
  if (!profit || monthStart(month + 1, fiscal) !== closeDate) return NOTHING_MEASURED;
  return {
    figures: [],
    cells: profit.cells,
    equations: [...profit.equations, ...everyone(SUM, 'sum'), ...everyone(COUNT, 'customers')],
  };
}

const rulesOf = (measure: string, period: string): CellRules => ({
  kind: measure === SUM ? 'sum' : 'count',
  signed: measure === SUM,
  behavioural: false,
  countMeasure: measure === SUM ? COUNT : null,
  label: () => period,
});
