import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { MeasureContext } from '../../metric.ts';
import type { CellRow } from './cell-row.ts';

/** A row of the reported month that counts so many of everyone. */
export const countRow = (
  measure: string,
  customers: number,
  { month }: Pick<MeasureContext, 'month'>,
): CellRow => ({
  measure,
  period: month,
  scheme: 'all',
  segment: 'all',
  age: null,
  customers,
  total: customers,
  absolute: customers,
  largest: Math.min(1, customers),
  second: customers > 1 ? 1 : 0,
});

/** What the gate withholds where nothing but these figures would be printed, as measure and members. */
export function withheldOf({ figures, cells, equations }: Measured): Promise<string[]> {
  const printable = new Set(figures.flatMap((figure) => figure.cells));
  return withheldBy({ cells, equations, printable });
}
