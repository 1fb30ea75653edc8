import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { complementOf, equation } from '../cells/derived-cells.ts';
import { type StockRules, stockCells } from '../stocks/stock-cells.ts';

/** Customers at a month close, the products that they hold, and who holds two or more and who fewer. */
export interface EquipmentAtClose {
  readonly period: string;
  readonly customers: Cell;
  readonly products: Cell;
  readonly several: Cell;
  readonly fewer: Cell;
}

export interface EquipmentCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** The last closed month, the one before and the same a year ago, where anybody held anything. */
  readonly closes: readonly EquipmentAtClose[];
}

const rulesOf = (measure: string): StockRules => ({
  kind: measure === 'held-products' ? 'sum' : 'count',
  signed: false,
  behavioural: measure === 'multi-equipped',
  countMeasure: null,
});

/** @param rows of `equipment.sql`. */
export function equipmentCells(rows: readonly CellRow[], context: MeasureContext): EquipmentCells {
  const stocks = stockCells(rows, rulesOf, context);
  const closes = [context.month, context.priorMonth, context.yearAgoMonth].flatMap((month) => {
    const customers = stocks.at('equipment-customers', month);
    const products = stocks.at('held-products', month);
    const several = stocks.at('multi-equipped', month);
    if (!customers || !several || !products || products.total === 0) return [];
    const fewer = complementOf(customers, several, 'equipped-with-fewer');
    return [{ period: monthLabel(month, context.fiscal), customers, products, several, fewer }];
  });
  return {
    cells: [...stocks.cells, ...closes.map(({ fewer }) => fewer)],
    equations: [
      ...stocks.equations,
      ...closes.map(({ customers, several, fewer }) => equation(customers, several, fewer)),
    ],
    closes,
  };
}
