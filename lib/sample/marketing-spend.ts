import type { Random } from '#lib/numerics/random-from.ts';
import { sampleGamma } from '#lib/numerics/sample-gamma.ts';
import type { DataFolder } from './data-folder.ts';
import { type Channel, COST_INFLATION } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Shape of the daily noise: a gamma with mean 1 and a relative spread of 20 %. */
const NOISE_SHAPE = 25;

export interface SpendPlan {
  readonly channels: readonly Channel[];
  /** New customers expected on each day. */
  readonly arrivals: Float64Array;
  /** Days at the end that the file lacks. */
  readonly missingDays: number;
  readonly random: Random;
}

/** Spend by day, channel and cost type: the expected new customers of the day at the channel's cost each. */
export function writeMarketingSpend(
  folder: DataFolder,
  calendar: ShopCalendar,
  plan: SpendPlan,
): void {
  const file = folder.open('marketing_spend');
  const lines = plan.channels.flatMap(spendLines);
  for (let day = 0; day < calendar.days - plan.missingDays; day += 1) {
    const inflation = (1 + COST_INFLATION) ** ((day - calendar.days) / 365.25);
    for (const { channel, costType, cents } of lines) {
      const noise = sampleGamma(NOISE_SHAPE, plan.random) / NOISE_SHAPE;
      file.code(calendar.date(day)).code(channel);
      file.money(Math.round(cents * (plan.arrivals[day] ?? 0) * inflation * noise)).code('EUR');
      file.code(costType === 'media' ? `${channel}-always-on` : '');
      file.code(costType).code('acquisition').end();
    }
  }
}

/** `cents`: spend for each new customer of the shop, whatever the channel. */
const spendLines = ({ channel, share, cost }: Channel) =>
  Object.entries(cost).map(([costType, euro]) => ({
    channel,
    costType,
    cents: 100 * euro * share,
  }));
