import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type SpendRow, spendIn } from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { FIXED_AGES } from '../facts/cohorts/fixed-age.ts';
import { FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cohortEarnings, cohortSizes } from '../facts/cohorts/fixed-age-system.ts';
import { cellKeys, type Estimate, figure } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** What has been earned by an age, in all. */
export interface EarnedBy {
  readonly age: number;
  readonly earned: number;
}

/**
 * First age at which a cost is earned back, in the unit of the ages; linear between two of them, and from 0 at age 0
 * to the first. Null when it is not reached. `curve` by ascending age.
 */
export function paybackAge(curve: readonly EarnedBy[], cost: number): number | null {
  const reached = curve.findIndex(({ earned }) => earned >= cost);
  const after = curve[reached];
  if (!after) return null;
  const before = curve[reached - 1] ?? { age: 0, earned: 0 };
  const share = (cost - before.earned) / (after.earned - before.earned);
  return before.age + share * (after.age - before.age);
}

/** Days until each cohort month has earned back what was spent in it to win customers, on its ripe fixed ages. */
export function payback(
  rows: { readonly cohorts: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured {
  const table = new FixedAgeTable(rows.cohorts, context);
  const figures = table.cohorts.flatMap((cohort) => {
    const size = table.at('acquired-customers', { cohort, days: 0 });
    const spend = spendIn(rows.spend, { grain: 'month', period: cohort });
    const ripe = FIXED_AGES.flatMap((age) => {
      const cell = table.at('contribution', { cohort, days: age });
      return cell ? [{ age, earned: cell.total, cell }] : [];
    });
    return size ? [paybackFigure(size, ripe, spend)] : [];
  });
  const system = [cohortSizes(table), cohortEarnings(table)];
  return mergeMeasured([
    { figures, cells: [], equations: [] },
    ...system.map((part) => ({ figures: [], ...part })),
  ]);
}

type RipeAge = EarnedBy & { readonly cell: Cell };

const paybackFigure = (size: Cell, ripe: readonly RipeAge[], spend: number | null): Figure =>
  figure({
    ...estimateOf(size, ripe, spend),
    name: { metric: 'payback', options: '', period: size.period, scope: size.scope },
    unit: 'days',
    customers: size.customers,
  });

/** Whether and when the cost is reached tells of every age up to then. */
function estimateOf(
  size: Cell,
  ripe: readonly RipeAge[],
  spend: number | null,
): Pick<Estimate, 'value' | 'reason' | 'cells'> {
  if (ripe.length === 0) return { value: null, reason: 'unripe', cells: [size.key] };
  if (spend === null) return { value: null, reason: 'missing_input', cells: [size.key] };
  if (spend <= 0) return { value: null, reason: 'not_positive', cells: [size.key] };
  return {
    value: paybackAge(ripe, spend),
    reason: 'not_reached',
    cells: cellKeys(size, ...ripe.map(({ cell }) => cell)),
  };
}
