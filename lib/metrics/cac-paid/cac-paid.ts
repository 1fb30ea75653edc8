import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { costPerCustomer, customersWon, type WonInWeek } from '../acquisition-cost.ts';
import { type SpendRow, spendIn } from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import type { MeasureContext } from '../metric.ts';

interface PaidRows {
  readonly flow: readonly CellRow[];
  readonly paid: readonly CellRow[];
  readonly spend: readonly SpendRow[];
}

/** Media spend for acquisition per new customer attributed to paid media, in minor units. */
export function paidAcquisitionCost(rows: PaidRows, context: MeasureContext): Measured {
  const { weeks, cells } = customersWon(rows.flow, context);
  const split = weeks.map((week) => ({ ...week, ...splitByPayment(week, rows.paid) }));
  return {
    figures: split.map(({ week, isKnown, paid }) =>
      costPerCustomer(
        { metric: 'cac-paid', options: '', period: weekLabel(week), scope: {} },
        isKnown ? spendIn(rows.spend, { grain: 'week', period: week, media: true }) : null,
        paid,
      ),
    ),
    cells: [...cells, ...split.flatMap(({ paid, unpaid }) => [paid, unpaid])],
    equations: split.map((week) => week.equation),
  };
}

/** All new customers = bought + not bought: who knows two of them knows the third. */
function splitByPayment(
  { week, won }: WonInWeek,
  rows: readonly CellRow[],
): { readonly paid: Cell; readonly unpaid: Cell; readonly equation: Equation } {
  const customers = rows.find(({ period }) => period === week)?.customers ?? 0;
  const { period, scope } = won;
  const paid = countCell({ measure: 'paid-first-time-customers', period, scope }, customers, false);
  const unpaid = complementOf(won, paid, 'unpaid-first-time-customers');
  return { paid, unpaid, equation: equation(won, paid, unpaid) };
}
