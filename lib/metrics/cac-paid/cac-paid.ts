import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { costPerCustomer, newCustomerCells } from '../acquisition-cost.ts';
import { type SpendRow, spendIn } from '../facts/acquisition-spend.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { complementOf, countCell, equation } from '../facts/derived-cells.ts';
import type { MeasureContext } from '../metric.ts';

interface PaidRows {
  readonly flow: readonly CellRow[];
  readonly paid: readonly CellRow[];
  readonly spend: readonly SpendRow[];
}

/** Media spend for acquisition per new customer attributed to paid media, in minor units. */
export function paidAcquisitionCost(rows: PaidRows, context: MeasureContext): Measured {
  const { won, cells } = newCustomerCells(rows.flow, context);
  const weeks = won.map(({ week, cell }) => ({ week, ...splitByPayment(cell, week, rows.paid) }));
  return {
    figures: weeks.map(({ week, paid }) =>
      costPerCustomer(
        { metric: 'cac-paid', options: '', period: weekLabel(week), scope: {} },
        spendIn(rows.spend, { grain: 'week', period: week, media: true }),
        paid,
      ),
    ),
    cells: [...cells, ...weeks.flatMap(({ paid, unpaid }) => [paid, unpaid])],
    equations: weeks.map((week) => week.equation),
  };
}

/** All new customers = bought + not bought: who knows two of them knows the third. */
function splitByPayment(
  all: Cell,
  week: number,
  rows: readonly CellRow[],
): { readonly paid: Cell; readonly unpaid: Cell; readonly equation: Equation } {
  const customers = rows.find(({ period }) => period === week)?.customers ?? 0;
  const { period, scope } = all;
  const paid = countCell({ measure: 'paid-first-time-customers', period, scope }, customers, false);
  const unpaid = complementOf(all, paid, 'unpaid-first-time-customers');
  return { paid, unpaid, equation: equation(all, paid, unpaid) };
}
