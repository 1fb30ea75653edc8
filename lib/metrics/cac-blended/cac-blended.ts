import type { Measured } from '#lib/privacy/report.ts';
import { weeklyAcquisitionCost } from '../acquisition-cost.ts';
import type { SpendRow } from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { MeasureContext } from '../metric.ts';

/** Media spend for acquisition per new customer, bought or not, in minor units. */
export const blendedAcquisitionCost = (
  rows: { readonly flow: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured => weeklyAcquisitionCost(rows, { metric: 'cac-blended', media: true }, context);
