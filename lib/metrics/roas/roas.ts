import type { Cell } from '#lib/privacy/cell.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { customersWon } from '../acquisition-cost.ts';
import { attributedReturns } from '../attributed-return.ts';
import {
  channelsWithSpend,
  type SpendRow,
  spendIn,
} from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { flowRules } from '../facts/week/flow-cells.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

interface RoasRows {
  readonly flow: readonly CellRow[];
  /** Customers won in the reported week and their net sales in it, by entry channel. */
  readonly won: readonly CellRow[];
  readonly spend: readonly SpendRow[];
}

const COUNT: CellRules = flowRules('first-time-customers');
const SALES: CellRules = { ...flowRules('net-sales'), countMeasure: 'first-time-customers' };

/** Net sales in the reported week of the customers whom media won in it, per media spend of the week. */
export function returnOnAdSpend(rows: RoasRows, context: MeasureContext): Measured {
  const { week } = context;
  const { weeks, cells } = customersWon(rows.flow, context);
  const reported = weeks.find((of) => of.week === week);
  if (!reported?.isKnown) return NOTHING_MEASURED;
  const media = { grain: 'week', period: week, media: true } as const;
  const bought = channelsWithSpend(rows.spend, media);
  const cellAt = (channel: string, measure: string, rules: CellRules): Cell =>
    cellOfRow(channelRow(rows.won, { channel, measure, week }), rules);
  const entered = [...new Set([...channelsOf(rows, week), ...bought])].sort();
  const counts = entered.map((channel) => cellAt(channel, 'first-time-customers', COUNT));
  const returns = attributedReturns(
    bought.map((channel) => ({
      channel,
      customers: cellAt(channel, 'first-time-customers', COUNT),
      earned: cellAt(channel, 'attributed-net-sales', SALES),
      spend: spendIn(rows.spend, { ...media, channel }) ?? 0,
    })),
    {
      name: { metric: 'roas', options: 'attribution=last', period: weekLabel(week) },
      value: (earned, spend) => earned / spend,
      totalSpend: spendIn(rows.spend, media) ?? 0,
    },
  );
  return mergeMeasured([
    returns,
    { figures: [], cells: [...cells, ...counts], equations: [equation(reported.won, ...counts)] },
  ]);
}

/** Channels of the week, those too through which nobody came: a total that left one out would tell so. */
const channelsOf = ({ flow, won }: RoasRows, week: number): string[] =>
  [...won, ...flow]
    .filter(({ scheme, period }) => scheme === 'channel' && period === week)
    .map(({ segment }) => segment);

/** The row of a channel, of nobody where nobody entered through it. */
function channelRow(
  rows: readonly CellRow[],
  of: { readonly channel: string; readonly measure: string; readonly week: number },
): CellRow {
  const found = rows.find((row) => row.segment === of.channel && row.measure === of.measure);
  const nobody = { age: null, customers: 0, total: 0, absolute: 0, largest: 0, second: 0 };
  const { channel: segment, measure, week: period } = of;
  return found ?? { ...nobody, scheme: 'channel', segment, measure, period };
}
