import type { Random } from '#lib/numerics/random-from.ts';
import type { DataFolder } from './data-folder.ts';
import { between } from './draw.ts';
import { BURN } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const CLOSES = 18 * 3600;
const DAYS_TO_CLOSE = 6;

/** A second file of the books: cash that went out more than came in, of each closed month. */
export function writeNetBurn(
  folder: DataFolder,
  calendar: ShopCalendar,
  { customers, random }: { readonly customers: number; readonly random: Random },
): void {
  const file = folder.open('ledger_totals', 'ledger_totals-cash');
  const last = calendar.days - 1;
  const months = new Set(Array.from({ length: last + 1 }, (_, day) => calendar.monthCode(day)));
  for (const month of months) {
    const closingDay = calendar.lastDayOfMonth(month) + DAYS_TO_CLOSE;
    if (closingDay > last) continue;
    const cents = Math.round(customers * between(BURN.perCustomerMonth, random()));
    file.code(month).code('net-burn').money(cents).code('EUR');
    file.time(calendar.stamp(closingDay), CLOSES).end();
  }
}
