import {
  addDays,
  daysBetween,
  type FiscalPattern,
  isoWeek,
  monthOf,
  weekOf,
} from '#lib/units/calendar.ts';
import type { DataFolder } from './data-folder.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** As `configurationText` says it. */
const PATTERN: FiscalPattern = 'iso';

/** The whole years of the shop's life, in the months and weeks that its configuration says too. */
export function writeCalendar(folder: DataFolder, calendar: ShopCalendar): void {
  const file = folder.open('calendar');
  const from = `${calendar.firstDate.slice(0, 4)}-01-01`;
  const end = `${Number(calendar.asOf.slice(0, 4)) + 1}-01-01`;
  for (let day = 0; day < daysBetween(from, end); day += 1) {
    const date = addDays(from, day);
    const month = monthOf(date, PATTERN);
    file
      .code(date)
      .integer(Math.floor(month / 12))
      .integer((month % 12) + 1);
    file.integer(isoWeek(weekOf(date)).number).end();
  }
}
