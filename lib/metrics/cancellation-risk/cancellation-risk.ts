import { isSubscriptionForecast } from '#lib/models/contractual-value/subscription-forecast.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import type { StockCells } from '../facts/stocks/stock-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { FLAGS, REVENUE, riskCells, SUBSCRIBERS } from './subscriber-risk.ts';

/** Subscribers with a flag at the month close, the one before and a year ago, and what of their payments is at risk. */
export function cancellationRisk(rows: readonly CellRow[], context: MeasureContext): Measured {
  const stocks = riskCells(rows, context);
  return {
    figures: comparedMonths(context).flatMap((close) => riskAt(stocks, close, context)),
    cells: stocks.cells,
    equations: stocks.equations,
  };
}

function riskAt(stocks: StockCells, close: number, context: MeasureContext): Figure[] {
  const all = stocks.at(SUBSCRIBERS, close);
  if (!all) return [];
  const name = (options: string): FigureName => ({
    metric: 'cancellation-risk',
    options,
    period: monthLabel(close, context.fiscal),
    scope: {},
  });
  const at = (measure: string, use: (cell: Cell) => readonly Figure[]) => {
    const cell = stocks.at(measure, close);
    return cell ? use(cell) : [];
  };
  const rate = (part: Cell, rest: Cell) =>
    figure({
      name: name(''),
      unit: 'share',
      value: ratio(part.total, all.total),
      customers: all.customers,
      cells: cellKeys(part, rest, all),
    });
  return [
    ...at('risk-flagged', (part) => at('risk-unflagged', (rest) => [rate(part, rest)])),
    totalFigure(name('part=subscribers'), 'count', all),
    ...FLAGS.filter(({ flag }) => canBeRaised(flag, context)).flatMap(({ flag }) =>
      at(`risk-flag-${flag}`, (cell) => [totalFigure(name(`flag=${flag}`), 'count', cell)]),
    ),
    ...at(REVENUE, (mrr) =>
      at('risk-mrr-at-risk', (risk) => [
        totalFigure(name('part=mrr-at-risk'), 'money', risk),
        ...(close === context.month ? valueAtRisk(name, { all, mrr, risk }, context) : []),
      ]),
    ),
  ];
}

/** Invoices tell of payments that failed; without them only a subscription that is past due could. */
const canBeRaised = (flag: string, { supplied }: MeasureContext): boolean =>
  flag !== 'failed-payment' || supplied.has('invoices');

interface Payments {
  readonly all: Cell;
  readonly mrr: Cell;
  readonly risk: Cell;
}

/** The part of the revenue that is at risk, of all that the models expect active subscribers to pay over the horizon. */
function valueAtRisk(
  name: (options: string) => FigureName,
  { all, mrr, risk }: Payments,
  { subscriptions, horizonDays, minorUnits }: MeasureContext,
): Figure[] {
  const expected = isSubscriptionForecast(subscriptions) ? subscriptions.everyone : null;
  const share = ratio(risk.total, mrr.total);
  if (expected === null || share === null) return [];
  return [
    figure({
      name: name(`part=value-at-risk; horizon=${horizonDays} d`),
      unit: 'money',
      value: share * expected.perSubscriber.value * minorUnits * all.total,
      customers: all.customers,
      cells: cellKeys(all, mrr, risk),
      modelled: true,
    }),
  ];
}
