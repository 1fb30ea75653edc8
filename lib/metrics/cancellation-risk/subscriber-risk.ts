import type { Equation } from '#lib/privacy/cell.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { composeSql } from '../facts/cells/compose-sql.ts';
import gapLimits from '../facts/gaps/gap-limits.sql';
import orderGaps from '../facts/gaps/order-gaps.sql';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import monthCloses from '../facts/stocks/month-closes.sql';
import {
  type StockCells,
  type StockRules,
  stockCells,
  stockParameters,
  stockQuery,
} from '../facts/stocks/stock-cells.ts';
import type { Fact, MeasureContext } from '../metric.ts';
import flags from './flags.sql';
import holdings from './holdings.sql';
import subscribers from './subscribers.sql';

/** A published sign that a subscriber may cancel, and the chance that is given to it, in percent. */
interface Flag {
  readonly flag: 'notice' | 'scheduled-end' | 'failed-payment' | 'downgrade' | 'quiet';
  readonly percent: number;
}

/** Of several the highest chance counts. Conventions of this report, not estimates. */
export const FLAGS: readonly Flag[] = [
  { flag: 'notice', percent: 100 },
  { flag: 'scheduled-end', percent: 100 },
  { flag: 'failed-payment', percent: 40 },
  { flag: 'downgrade', percent: 25 },
  { flag: 'quiet', percent: 10 },
];

const LIMIT_DATES = `-- grain: one row per month close: the gaps before it set the limit
select
    period,
    ends as limit_date
from month_closes
`;

/** Subscribers and their revenue are those of every metric of subscriptions: one number has one cell. */
export const SUBSCRIBERS = 'mrr-subscribers';
export const REVENUE = 'mrr';

/** Active subscribers at the month closes, by flag, with their monthly recurring revenue. */
export const subscriberRisk: Fact<CellRow> = {
  query: stockQuery(
    'subscriber-risk',
    composeSql(
      {
        month_closes: monthCloses,
        limit_dates: LIMIT_DATES,
        order_gaps: orderGaps,
        gap_limits: gapLimits,
        subscribers,
        flags,
      },
      holdings,
    ),
  ),
  parameters: (context) => ({
    ...stockParameters(context),
    flag_weights: FLAGS.map(({ flag, percent }) => `${flag}:${percent}`).join(','),
  }),
};

const SUMS: readonly (readonly string[])[] = [
  [SUBSCRIBERS, 'risk-flagged', 'risk-unflagged'],
  [REVENUE, 'risk-mrr-at-risk', 'risk-mrr-safe'],
  ['risk-flags', 'risk-flagged', 'risk-further-flags'],
  ['risk-flags', ...FLAGS.map(({ flag }) => `risk-flag-${flag}`)],
  ...FLAGS.flatMap(({ flag }) => [
    [SUBSCRIBERS, `risk-flag-${flag}`, `risk-without-${flag}`],
    ['risk-flagged', `risk-flag-${flag}`, `risk-by-others-than-${flag}`],
  ]),
];

/**
 * Of each flag: who has it and who has not; of all flags: who has one, and further ones; of the revenue: what is at risk
 * and what is not.
 */
export function riskCells(rows: readonly CellRow[], context: MeasureContext): StockCells {
  const stocks = stockCells(rows, rulesOf, context);
  const equations = comparedMonths(context).flatMap((close) =>
    SUMS.flatMap((measures): Equation[] => {
      const keys = measures.flatMap((measure) => stocks.at(measure, close)?.key ?? []);
      const [total, ...parts] = keys;
      return total === undefined || keys.length < measures.length ? [] : [{ total, parts }];
    }),
  );
  return { ...stocks, equations: [...stocks.equations, ...equations] };
}

/** Neither how many subscribe nor how many flags there are says what any of them did. */
const NEUTRAL: ReadonlySet<string> = new Set([SUBSCRIBERS, 'risk-flags']);
const FLAG_SUMS: ReadonlySet<string> = new Set(['risk-flags', 'risk-further-flags']);

const rulesOf = (measure: string): StockRules => ({
  kind: FLAG_SUMS.has(measure) || isMoney(measure) ? 'sum' : 'count',
  signed: false,
  behavioural: !NEUTRAL.has(measure) && !isMoney(measure),
  countMeasure: measure === REVENUE ? SUBSCRIBERS : null,
});

const isMoney = (measure: string): boolean =>
  measure === REVENUE || measure.startsWith('risk-mrr-');
