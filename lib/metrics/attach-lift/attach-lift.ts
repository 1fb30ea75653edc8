import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { FamilyTable } from '../facts/equipment/family-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * How much oftener two families of products are held together than if the one said nothing of the other, at the quarter
 * close. It is the same both ways, so each pair has one.
 */
export function attachLift(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new FamilyTable(rows, context);
  const everyone = table.everyone();
  const figures = table.pairs().map(({ first, second, both, firstOnly, secondOnly, neither }) => {
    const [one, other] = [table.holders(first), table.holders(second)];
    return figure({
      name: {
        metric: 'attach-lift',
        options: '',
        period: table.period,
        scope: { family: first, with: second },
      },
      unit: 'ratio',
      value: ratio(both.total * everyone.total, one.total * other.total),
      customers: everyone.total,
      cells: cellKeys(everyone, one, other, both, firstOnly, secondOnly, neither),
    });
  });
  return { figures, ...table.system() };
}
