import type { Random } from '#lib/numerics/random-from.ts';
import type { DataFolder } from './data-folder.ts';
import type { Ledger } from './ledger.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const WEEKS = 12;
const EVENING = 17 * 3600;
/** Well within the tolerance of the tie-out, so that the books still tie. */
const MOST_OF_NET_SALES = 0.0005;

/** Differences of rounding between the shop and its books, corrected by one role and approved by another. */
export function writeAdjustments(
  folder: DataFolder,
  calendar: ShopCalendar,
  { ledger, random }: { readonly ledger: Ledger; readonly random: Random },
): void {
  const file = folder.open('adjustments');
  for (const [week, cents] of ledger.weeklyNetSales().entries()) {
    if (week < calendar.weeks - WEEKS) continue;
    const amount = Math.round(cents * MOST_OF_NET_SALES * random());
    if (amount === 0) continue;
    const lastDay = calendar.days - 7 * (calendar.weeks - week - 1) - 1;
    file.id('a', week).code('net-sales').code(calendar.weekCode(week)).money(-amount).code('EUR');
    file.code('rounding').code('accountant').code('controller');
    file.time(calendar.stamp(lastDay), EVENING).end();
  }
}
