import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { type AttributedChannel, attributedReturns } from '../attributed-return.ts';
import {
  channelsWithSpend,
  type SpendRow,
  spendIn,
} from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { SEGMENT_AGE, segmentCohort } from '../facts/cohorts/fixed-age.ts';
import { type FixedAgeMeasure, FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cohortEarnings, cohortSizes } from '../facts/cohorts/fixed-age-system.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * What the customers of the latest ripe cohort month contributed in their first 180 days, less what was spent in that
 * month to win them, per that spend: by entry channel and together.
 */
export function marketingRoi(
  rows: { readonly cohorts: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured {
  const table = new FixedAgeTable(rows.cohorts, context);
  const cohort = segmentCohort(context);
  const month = { grain: 'month', period: cohort } as const;
  const totalSpend = spendIn(rows.spend, month) ?? 0;
  if (!table.cohorts.includes(cohort) || totalSpend <= 0) return NOTHING_MEASURED;
  const returns = attributedReturns(channelsOf(table, rows.spend, cohort), {
    name: {
      metric: 'marketing-roi',
      options: `attribution=last; horizon=${SEGMENT_AGE} d`,
      period: table.label(cohort),
    },
    value: (earned, spend) => (earned - spend) / spend,
    totalSpend,
  });
  const system = [cohortSizes(table), cohortEarnings(table)];
  return mergeMeasured([returns, ...system.map((part) => ({ figures: [], ...part }))]);
}

/** Channels that money was spent on. One without media and without customers is a cost centre and stays in the total. */
function channelsOf(
  table: FixedAgeTable,
  spend: readonly SpendRow[],
  cohort: number,
): AttributedChannel[] {
  const month = { grain: 'month', period: cohort } as const;
  const media = channelsWithSpend(spend, { ...month, media: true });
  return channelsWithSpend(spend, month).flatMap((channel) => {
    const of = { cohort, channel };
    const customers = channelCell(table, 'acquired-customers', { ...of, days: 0 });
    const earned = channelCell(table, 'contribution', { ...of, days: SEGMENT_AGE });
    if (customers.customers === 0 && !media.includes(channel)) return [];
    return [{ channel, customers, earned, spend: spendIn(spend, { ...month, channel }) ?? 0 }];
  });
}

/** The cell of those who entered through a channel; of nobody where nobody did. */
function channelCell(
  table: FixedAgeTable,
  measure: FixedAgeMeasure,
  at: { readonly cohort: number; readonly days: number; readonly channel: string },
): Cell {
  const { cohort, days, channel } = at;
  const audience = { scheme: 'channel', segment: channel };
  const nobody = { customers: 0, total: 0, absolute: 0, largest: 0, second: 0 };
  const row: CellRow = { ...audience, ...nobody, measure, period: cohort, age: days };
  return table.at(measure, { cohort, days, audience }) ?? cellOfRow(row, table.rules(row));
}
