import { groupBy } from '#lib/numerics/group-by.ts';
import { type Cell, cellKey, type Equation } from '#lib/privacy/cell.ts';
import { LEDGER_PREFIX, ladderKey } from '#lib/privacy/ledger/restated.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation, unionOf } from '../facts/cells/derived-cells.ts';
import { flowCell, identityEquations } from '../facts/week/flow-cells.ts';
import type { MeasureContext } from '../metric.ts';

/** Everything sold, told apart by whether the buyer is known. */
export interface LadderCells {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
  /** Customers and guests; null in a week without either. */
  ledger(measure: string, week: number): Cell | null;
  /** Null in a week without guests. */
  guests(measure: string, week: number): Cell | null;
}

/** `ledger-net-sales` = `net-sales` of customers + `net-sales` of guests; each of the three climbs the whole ladder. */
export function ladderCells(
  rows: readonly CellRow[],
  measures: readonly string[],
  context: MeasureContext,
): LadderCells {
  const parts = rows
    .filter(({ scheme }) => scheme === 'all' || scheme === 'guest')
    .filter(({ measure }) => measures.includes(measure))
    .map((row) => flowCell(row, context));
  const lines = [...groupBy(parts, ({ measure, period }) => `${measure} ${period}`).values()];
  const ledger = lines.map(ledgerCell);
  const find = (cells: readonly Cell[], key: string) => cells.find((c) => c.key === key) ?? null;
  return {
    cells: [...parts, ...ledger],
    equations: [
      ...lines.map((line) => equation(ledgerCell(line), ...line)),
      ...identityEquations(parts, context),
      ...identityEquations(ledger, context, LEDGER_PREFIX),
    ],
    ledger: (measure, week) => find(ledger, ladderKey(measure, weekLabel(week))),
    guests: (measure, week) => find(parts, cellKey(measure, weekLabel(week), { buyer: 'guest' })),
  };
}

/** Nobody is both a customer and a guest. How many bought is never printed, so a sum shares no count's fate. */
function ledgerCell(parts: readonly Cell[]): Cell {
  const { measure = '', period = '' } = parts[0] ?? {};
  return unionOf(parts, { measure: LEDGER_PREFIX + measure, period, scope: {} }, null);
}
