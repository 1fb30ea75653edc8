import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { Audience, CellRow } from '../facts/cells/cell-row.ts';
import { audienceScope } from '../facts/cells/cells-of-rows.ts';
import {
  type LoyaltyCells,
  loyaltyCells,
  MEMBERS,
  OTHERS,
} from '../facts/loyalty/loyalty-month.ts';
import { EVERYONE } from '../facts/week/flow-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Members among the customers who ordered, in the compared months; and net sales per ordering member and other customer
 * in the reported month, which is an association: members are who chose to join.
 */
export function loyaltyParticipation(rows: readonly CellRow[], context: MeasureContext): Measured {
  const groups = loyaltyCells(rows, context);
  const { month, priorMonth, yearAgoMonth, fiscal } = context;
  return {
    figures: [
      ...[month, priorMonth, yearAgoMonth].flatMap((of) =>
        shareFigure(groups, { month: of, period: monthLabel(of, fiscal) }),
      ),
      ...[MEMBERS, OTHERS].flatMap((group) =>
        salesFigure(groups, group, { month, period: monthLabel(month, fiscal) }),
      ),
    ],
    cells: groups.cells,
    equations: groups.equations,
  };
}

interface Place {
  readonly month: number;
  readonly period: string;
}

function shareFigure(groups: LoyaltyCells, { month, period }: Place): Figure[] {
  const [everyone, members, others] = [EVERYONE, MEMBERS, OTHERS].map((group) =>
    groups.at('loyalty-ordering-customers', group, month),
  );
  if (!everyone || !members) return [];
  return [
    figure({
      name: { metric: 'loyalty-participation', options: '', period, scope: {} },
      unit: 'share',
      value: ratio(members.total, everyone.total),
      customers: everyone.customers,
      cells: cellKeys(members, everyone, ...(others ? [others] : [])),
    }),
  ];
}

function salesFigure(groups: LoyaltyCells, group: Audience, { month, period }: Place): Figure[] {
  const ordering = groups.at('loyalty-ordering-customers', group, month);
  const sales = groups.at('loyalty-net-sales', group, month);
  if (!ordering || !sales) return [];
  return [
    figure({
      name: {
        metric: 'loyalty-participation',
        options: 'basis=association; part=net-sales-per-customer',
        period,
        scope: audienceScope(group),
      },
      unit: 'money',
      value: ratio(sales.total, ordering.total),
      customers: ordering.customers,
      cells: cellKeys(ordering, sales),
    }),
  ];
}
