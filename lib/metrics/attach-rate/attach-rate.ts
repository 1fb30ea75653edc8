import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { FamilyTable } from '../facts/equipment/family-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of the holders of each family of products who also hold each other one, at the quarter close. */
export function attachRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new FamilyTable(rows, context);
  const rate = (family: string, other: string, [both, alone]: readonly [Cell, Cell]) => {
    const holders = table.holders(family);
    const scope = { family, with: other };
    return figure({
      name: { metric: 'attach-rate', options: '', period: table.period, scope },
      unit: 'share',
      value: ratio(both.total, holders.total),
      customers: holders.total,
      cells: cellKeys(holders, both, alone),
    });
  };
  const figures = table
    .pairs()
    .flatMap(({ first, second, both, firstOnly, secondOnly }) => [
      rate(first, second, [both, firstOnly]),
      rate(second, first, [both, secondOnly]),
    ]);
  return { figures, ...table.system() };
}
