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
  /** Customers and guests together; null in a week without either. */
  ledger(measure: string, week: number): Cell | null;
  guests(measure: string, week: number): Cell | null;
}

const PREFIX = 'ledger-';

/** `ledger-net-sales` = `net-sales` of customers + `net-sales` of guests; each of the three climbs the whole ladder. */
export function ladderCells(
  rows: readonly CellRow[],
  measures: readonly string[],
  context: MeasureContext,
): LadderCells {
  const parts = rows
    .filter((row) => measures.includes(row.measure) && ['all', 'guest'].includes(row.scheme))
    .map((row) => cellOfRow(row, flowRules(row.measure)));
  const lines = [...groupBy(parts, ({ measure, period }) => `${measure} ${period}`).values()];
  const ledger = lines.map(ledgerCell);
  const sums = lines.map((line) => equation(ledgerCell(line), ...line));
  const find = (cells: readonly Cell[], key: string) => cells.find((c) => c.key === key) ?? null;
  return {
    cells: [...parts, ...ledger],
    equations: [
      ...sums,
      ...identityEquations(parts, context),
      ...identityEquations(ledger, context, PREFIX),
    ],
    ledger: (measure, week) => find(ledger, cellKey(PREFIX + measure, weekLabel(week), {})),
    guests: (measure, week) => find(parts, cellKey(measure, weekLabel(week), { buyer: 'guest' })),
  };
}

/** Nobody is both a customer and a guest. A sum and the count of its customers stay together, as in the parts. */
function ledgerCell(parts: readonly Cell[]): Cell {
  const { measure = '', period = '' } = parts[0] ?? {};
  const { countMeasure } = flowRules(measure);
  const countKey = countMeasure === null ? null : cellKey(PREFIX + countMeasure, period, {});
  return unionOf(parts, { measure: PREFIX + measure, period, scope: {} }, countKey);
}
