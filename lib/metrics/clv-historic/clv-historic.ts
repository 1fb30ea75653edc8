import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { mergeMeasured } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import { clvAtAges } from './at-ages.ts';
import { clvByMonth } from './by-month.ts';

/** Contribution per acquired customer: in each month of life, and by fixed ages. Who never spent again stays in. */
export const clvHistoric = (
  activity: readonly CellRow[],
  ages: readonly CellRow[],
  context: MeasureContext,
): Measured => mergeMeasured([clvByMonth(activity, context), clvAtAges(ages, context)]);
