import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation, unionOf } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { type BridgeCells, bridgeCells } from '../revenue-bridge/bridge-cells.ts';

/** Rows of the weekly changes at the rates of the week before, of the weekly flow, and of `query.sql`. */
export interface CurrencyRows {
  readonly changes: readonly CellRow[];
  readonly flow: readonly CellRow[];
  readonly byCurrency: readonly CellRow[];
}

/**
 * What exchange rates moved of sales and shipping charged since the week before, and what moved without them, in minor
 * units of the reporting currency. Rates are public, so both need what was sold in each currency in both weeks.
 */
export function fxEffect(
  { changes, flow, byCurrency }: CurrencyRows,
  context: MeasureContext,
): Measured {
  const bridge = bridgeCells(changes, flow, context);
  const { fx } = bridge.both;
  if (!fx) return NOTHING_MEASURED;
  const before = weekByCurrency(context.priorWeek, 'earlier', { bridge, byCurrency });
  const after = weekByCurrency(context.week, 'later', { bridge, byCurrency });
  const cells = [fx, ...before.cells, ...after.cells];
  const constant = after.total.total - before.total.total - fx.total;
  const effectFigure = (options: string, value: number): Figure =>
    figure({
      name: { metric: 'fx-effect', options, period: weekLabel(context.week), scope: {} },
      unit: 'money',
      value,
      customers: fx.customers,
      cells: cellKeys(...cells),
    });
  return {
    figures: [effectFigure('', fx.total), effectFigure('part=constant-currency', constant)],
    cells: [...bridge.cells, ...before.cells, ...after.cells],
    equations: [...bridge.equations, ...before.equations, ...after.equations],
  };
}

interface Sales {
  readonly bridge: BridgeCells;
  readonly byCurrency: readonly CellRow[];
}

/** What all buyers were billed in a week is the sum of its currencies, and of customers and guests. */
function weekByCurrency(
  week: number,
  measure: 'earlier' | 'later',
  { bridge, byCurrency }: Sales,
): { total: Cell; cells: readonly Cell[]; equations: ReturnType<typeof equation>[] } {
  const buyers = [bridge.customers.of(measure), bridge.guests.of(measure)];
  const parts = buyers.filter((cell) => cell !== null);
  const identity = { measure: 'sales-and-shipping-of-all', period: weekLabel(week), scope: {} };
  const total = unionOf(parts, identity, null);
  const currencies = byCurrency.filter(({ period }) => period === week).map(currencyCell);
  return {
    total,
    cells: [total, ...currencies],
    equations: [equation(total, ...parts), equation(total, ...currencies)],
  };
}

const currencyCell = (row: CellRow): Cell =>
  cellOfRow(row, {
    kind: 'sum',
    signed: false,
    behavioural: false,
    countMeasure: null,
    label: ({ period }) => weekLabel(period),
  });
