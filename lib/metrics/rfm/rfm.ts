import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel } from '#lib/units/calendar.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import type { RfmRow } from './fact.ts';
import { RFM_GROUPS, type RfmGroup, rfmGroup } from './groups.ts';

/** How many customers are in each group at the close, and their share of all who had ordered by then. */
export function rfm(rows: readonly RfmRow[], context: MeasureContext): Measured {
  const period = closeLabel(context.closeDate, context.fiscal);
  const sum = (own: readonly RfmRow[]) => own.reduce((n, { customers }) => n + customers, 0);
  const all = countCell({ measure: 'customers-at-close', period, scope: {} }, sum(rows), false);
  if (all.customers === 0) return NOTHING_MEASURED;
  const groups = RFM_GROUPS.map((group) => {
    const own = rows.filter((row) => rfmGroup(row) === group);
    const cell = countCell(
      { measure: 'rfm-customers', period, scope: { rfm: group } },
      sum(own),
      true,
    );
    return { group, cell, others: complementOf(all, cell, 'rfm-other-customers') };
  });
  return {
    figures: groups.flatMap((each) => groupFigures(all, each)),
    cells: [all, ...groups.flatMap(({ cell, others }) => [cell, others])],
    equations: [
      equation(all, ...groups.map(({ cell }) => cell)),
      ...groups.map(({ cell, others }) => equation(all, cell, others)),
    ],
  };
}

function groupFigures(
  all: Cell,
  { group, cell, others }: { readonly group: RfmGroup; readonly cell: Cell; readonly others: Cell },
): Figure[] {
  const name = { metric: 'rfm', period: cell.period, scope: cell.scope };
  const options = `group=${group}`;
  const common = { customers: cell.customers, cells: cellKeys(all, cell, others) };
  return [
    figure({ ...common, name: { ...name, options }, unit: 'count', value: cell.total }),
    figure({
      ...common,
      name: { ...name, options: `${options}; line=share` },
      unit: 'share',
      value: ratio(cell.total, all.total),
      customers: all.customers,
    }),
  ];
}
