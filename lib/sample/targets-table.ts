import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import type { Ledger } from './ledger.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const WEEKS = 26;

/** Plan shares and levels beside net sales. */
const PLAN = { contributionOfNetSales: 0.47, repeatRate: '0.66', loadedCac: 2500, clvCac: '3.5' };

/** Targets of the last 26 weeks and their months. Net sales are planned near what came, as a good plan is. */
export function writeTargets(
  folder: DataFolder,
  calendar: ShopCalendar,
  { ledger, random }: { readonly ledger: Ledger; readonly random: Random },
): void {
  const file = folder.open('targets');
  for (const [week, cents] of ledger.weeklyNetSales().entries()) {
    if (week < calendar.weeks - WEEKS) continue;
    const plan = Math.max(0, Math.round((cents * (0.97 + 0.08 * random())) / 10_000) * 10_000);
    const period = calendar.weekCode(week);
    money(file.code('net-sales').code(period), plan, 'higher');
    money(file.code('contribution').code(period), plan * PLAN.contributionOfNetSales, 'higher');
    money(file.code('cac-loaded').code(period), PLAN.loadedCac, 'lower');
  }
  for (const month of [...ledger.monthlyNetSales().keys()].slice(-6)) {
    file.code('repeat-rate').code(month).code(PLAN.repeatRate);
    agreed(file.code('higher'));
    file.code('clv-cac').code(month).code(PLAN.clvCac);
    agreed(file.code('higher'));
  }
}

function money(file: CsvFile, cents: number, direction: 'higher' | 'lower'): void {
  agreed(file.money(Math.round(cents)).code(direction));
}

function agreed(file: CsvFile): void {
  file.code('0.05').code('finance').integer(1).code('cfo').end();
}
