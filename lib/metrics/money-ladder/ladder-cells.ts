import { groupBy } from '#lib/numerics/group-by.ts';
import { type Cell, cellKey, type Equation } from '#lib/privacy/cell.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { cellOfRow } from '../facts/cells-of-rows.ts';
import { equation, unionOf } from '../facts/derived-cells.ts';
import { flowRules, identityEquations } from '../facts/flow-cells.ts';
import type { MeasureContext } from '../metric.ts';

/** Everything sold, told apart by whether the buyer is known. */
export interface LadderCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Customers, and guests where they are many enough; null in a week without either. */
  ledger(measure: string, week: number): Cell | null;
  /** Null where there are none or too few. */
  guests(measure: string, week: number): Cell | null;
}

const PREFIX = 'ledger-';

/** Guest buyers of a week from whom on they enter the ladder: twice the usual k. */
const GUESTS_FROM = 20;

/** `ledger-net-sales` = `net-sales` of customers + `net-sales` of guests; each of the three climbs the whole ladder. */
export function ladderCells(
  rows: readonly CellRow[],
  measures: readonly string[],
  context: MeasureContext,
): LadderCells {
  const parts = [
    ...rows.filter(({ scheme }) => scheme === 'all'),
    ...guestsOfManyBuyers(rows.filter(({ scheme }) => scheme === 'guest')),
  ]
    .filter(({ measure }) => measures.includes(measure))
    .map((row) => cellOfRow(row, flowRules(row.measure)));
  const lines = [...groupBy(parts, ({ measure, period }) => `${measure} ${period}`).values()];
  const ledger = lines.map(ledgerCell);
  const find = (cells: readonly Cell[], key: string) => cells.find((c) => c.key === key) ?? null;
  return {
    cells: [...parts, ...ledger],
    equations: [
      ...lines.map((line) => equation(ledgerCell(line), ...line)),
      ...identityEquations(parts, context),
      ...identityEquations(ledger, context, PREFIX),
    ],
    ledger: (measure, week) => find(ledger, cellKey(PREFIX + measure, weekLabel(week), {})),
    guests: (measure, week) => find(parts, cellKey(measure, weekLabel(week), { buyer: 'guest' })),
  };
}

/**
 * Guests of the weeks in which they are many. A few would be known from customers and customers with guests, and to
 * hide them the report would lose one of the two.
 */
function guestsOfManyBuyers(rows: readonly CellRow[]): readonly CellRow[] {
  const buyers = rows.filter(({ measure }) => measure === 'ordering-customers');
  const weeks = buyers.filter(({ customers }) => customers >= GUESTS_FROM);
  return rows.filter((row) => weeks.some(({ period }) => period === row.period));
}

/** Nobody is both a customer and a guest. A sum and the count of its customers stay together, as in the parts. */
function ledgerCell(parts: readonly Cell[]): Cell {
  const { measure = '', period = '' } = parts[0] ?? {};
  const { countMeasure } = flowRules(measure);
  const countKey = countMeasure === null ? null : cellKey(PREFIX + countMeasure, period, {});
  return unionOf(parts, { measure: PREFIX + measure, period, scope: {} }, countKey);
}
