import * as z from 'zod';
import { scoreRow } from '#lib/scores/score-row.fixture.ts';
import { dayOf, type PlainOrder } from '../acceptance/plain-cdnow.ts';
import { fitsOf, forecastOf, historyAt, type PlainFits } from '../acceptance/plain-forecast.ts';
import type { ScoredLake } from './scored-lake.ts';
import { MARGIN, type RandomCustomers, SIZED_AS_OF, YEARLY_RATE } from './sized-shop.ts';

/** Both sides are doubles that were worked out in another order. */
const TOLERANCE = 1e-9;

const scored = scoreRow.omit({ scored_on: true, expires_on: true }).strip();

const tierRow = z.object({
  tier: scoreRow.shape.tier,
  customers: z.coerce.number(),
  least: z.number(),
  most: z.number(),
});

/** What was compared. */
export interface ComparedScores {
  readonly passed: number;
  /** What was not as the formulas say; names nobody. */
  readonly failures: readonly string[];
  readonly customers: number;
  readonly model: string;
  /** Largest relative difference; NaN where a score is missing. */
  readonly largest: number;
}

/** Holds scores of randomly drawn customers against the published formulas, worked out from their own orders. */
export async function compareScores(
  lake: ScoredLake,
  { all, drawn }: RandomCustomers,
): Promise<ComparedScores> {
  const fits = fitsOf(lake.models);
  const ids = [...drawn.keys()].map((id) => `'${id}'`).join(', ');
  const rows = await lake.ask(`select * from scores where customer_id in (${ids})`);
  const found = new Map(rows.map((row) => scored.parse(row)).map((row) => [row.customer_id, row]));
  const tiers = z.array(tierRow).parse(await lake.ask(TIERS_SQL));
  const failures = tierFailures(tiers, all);
  let largest = 0;
  for (const [id, orders] of drawn) {
    const row = found.get(id);
    const difference = row === undefined ? Number.NaN : differenceOf(row, orders, fits);
    if (!(difference <= TOLERANCE)) failures.push(`a score is off by ${difference}`);
    else if (row !== undefined && tierOf(row.lifetime_value, tiers) !== row.tier)
      failures.push(`${row.lifetime_value} is not of tier ${row.tier}`);
    largest = Math.max(largest, difference);
  }
  const passed = drawn.size + TIER_CHECKS - failures.length;
  return { passed, failures, customers: all, model: fits.purchases.model, largest };
}

/** Largest relative difference between a row and the formulas, over the orders of its customer. */
function differenceOf(
  row: z.output<typeof scored>,
  orders: readonly PlainOrder[],
  fits: PlainFits,
): number {
  const history = historyAt({ id: '', orders, firstDay: 0, cohort: 0 }, dayOf(SIZED_AS_OF));
  if (history === null) return Number.NaN;
  const plain = forecastOf(fits, history, YEARLY_RATE);
  return Math.max(
    relative(row.probability_alive, plain.alive),
    relative(row.expected_purchases, plain.purchases),
    relative(row.expected_mean_value, plain.meanValue),
    relative(row.lifetime_value, MARGIN * plain.lifetimeValue),
  );
}

const relative = (found: number, expected: number): number =>
  Math.abs(found - expected) / Math.abs(expected);

const TIERS_SQL = `select tier, count(*) as customers, min(lifetime_value) as least, max(lifetime_value) as most
from scores group by tier order by 3`;

type TierRow = z.output<typeof tierRow>;

const tierOf = (worth: number, tiers: readonly TierRow[]): string | undefined =>
  tiers.findLast(({ least }) => worth >= least)?.tier;

/** Everyone once, tiers one above the other, and as near to thirds as customers of one value let them. */
const TIER_CHECKS = 3;

function tierFailures(tiers: readonly TierRow[], all: number): string[] {
  const [low, mid, high] = tiers;
  const failures: string[] = [];
  const sum = tiers.reduce((total, { customers }) => total + customers, 0);
  if (sum !== all) failures.push(`${sum} scores of ${all} customers`);
  if (!low || !mid || !high) return [...failures, `${tiers.length} tiers`];
  if (!(low.most < mid.least && mid.most < high.least)) failures.push('tiers overlap');
  const upTo = [low.customers, low.customers + mid.customers].map((n) => (3 * n) / all);
  if (!(Number(upTo[0]) <= 1 && Number(upTo[1]) <= 2)) failures.push(`thirds end at ${upTo}`);
  return failures;
}
