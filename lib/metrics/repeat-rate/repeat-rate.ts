import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { complementOf, equation } from '../facts/cells/derived-cells.ts';
import { REPEAT_AGE } from '../facts/cohorts/fixed-age.ts';
import { FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of each cohort with two orders or more within 90 days of entry; no value until its last member is that old. */
export function repeatRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new FixedAgeTable(rows, context);
  const places = table.cohorts.flatMap((cohort) => {
    const size = table.at('acquired-customers', { cohort, days: 0 });
    return size ? [{ size, repeat: repeatOf(table, cohort) }] : [];
  });
  const ripe = places.flatMap(({ size, repeat }) =>
    repeat ? [{ size, repeat, single: complementOf(size, repeat, 'single-order-customers') }] : [],
  );
  return {
    figures: places.map(({ size, repeat }) => repeatFigure(size, repeat)),
    cells: [
      ...places.map(({ size }) => size),
      ...ripe.flatMap(({ repeat, single }) => [repeat, single]),
    ],
    equations: ripe.map(({ size, repeat, single }) => equation(size, repeat, single)),
  };
}

const repeatOf = (table: FixedAgeTable, cohort: number): Cell | null =>
  table.at('repeat-customers', { cohort, days: REPEAT_AGE });

function repeatFigure(size: Cell, repeat: Cell | null): Figure {
  const estimate = repeat
    ? {
        value: ratio(repeat.total, size.total),
        cells: cellKeys(size, repeat, complementOf(size, repeat, 'single-order-customers')),
      }
    : { value: null, reason: 'unripe' as const, cells: [size.key] };
  return figure({
    ...estimate,
    name: {
      metric: 'repeat-rate',
      options: `age=${REPEAT_AGE} d`,
      period: size.period,
      scope: size.scope,
    },
    unit: 'share',
    customers: size.customers,
  });
}
