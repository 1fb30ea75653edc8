import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { FamilyTable } from '../facts/equipment/family-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of active customers who hold each family of products, at the quarter close. */
export function penetration(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new FamilyTable(rows, context);
  const everyone = table.everyone();
  const figures = table.families.map((family) =>
    figure({
      name: { metric: 'penetration', options: '', period: table.period, scope: { family } },
      unit: 'share',
      value: ratio(table.holders(family).total, everyone.total),
      customers: everyone.total,
      cells: cellKeys(everyone, table.holders(family), table.without(family)),
    }),
  );
  return { figures, ...table.system() };
}
