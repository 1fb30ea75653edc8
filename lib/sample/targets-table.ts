import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import type { Ledger } from './ledger.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const WEEKS = 26;
const REVISED_WEEKS = 4;
const MONTHS = 12;

/** Plan shares and levels beside net sales. Contribution is planned by an optimist. */
const PLAN = {
  contributionOfNetSales: 0.47,
  netRevenueOfNetSales: 1.07,
  irelandOfNetRevenue: 0.42,
  growthYear: 1.6,
  repeatRate: '0.66',
  loadedCac: 2500,
  clvCac: '3.5',
};

interface PlanOptions {
  readonly ledger: Ledger;
  readonly random: Random;
  /** Of what the second version of a plan changed. */
  readonly revisions: Random;
}

/**
 * Targets of the last 26 weeks, the open month and the cohorts of twelve months. Net sales are planned near what came, as a good plan
 * is; net revenue also for one segment, and of the last four weeks in a second version.
 */
export function writeTargets(
  folder: DataFolder,
  calendar: ShopCalendar,
  { ledger, random, revisions }: PlanOptions,
): void {
  const file = folder.open('targets');
  for (const [week, cents] of ledger.weeklyNetSales().entries()) {
    if (week < calendar.weeks - WEEKS) continue;
    const plan = Math.max(0, Math.round((cents * (0.97 + 0.08 * random())) / 10_000) * 10_000);
    const period = calendar.weekCode(week);
    money(file.code('net-sales').code(period), plan, 'higher');
    money(file.code('contribution').code(period), plan * PLAN.contributionOfNetSales, 'higher');
    money(file.code('cac-loaded').code(period), PLAN.loadedCac, 'lower');
    const revenue = plan * PLAN.netRevenueOfNetSales;
    money(file.code('net-revenue').code(period), revenue, 'higher');
    file
      .code('net-revenue')
      .code(period)
      .money(Math.round(revenue * PLAN.irelandOfNetRevenue));
    agreed(file.code('higher'), { segment: 'IE' });
    if (week < calendar.weeks - REVISED_WEEKS) continue;
    file.code('net-revenue').code(period);
    file.money(Math.round(revenue * (1 + 0.02 * revisions())));
    agreed(file.code('higher'), { version: 2 });
  }
  const thisMonth = calendar.asOf.slice(0, 7);
  const lastYear = `${Number(thisMonth.slice(0, 4)) - 1}${thisMonth.slice(4)}`;
  const grown = (ledger.monthlyNetSales().get(lastYear) ?? 0) * PLAN.growthYear;
  if (grown > 0) money(file.code('net-sales').code(thisMonth), grown, 'higher');
  for (const month of [...ledger.monthlyNetSales().keys()].slice(-MONTHS)) {
    file.code('repeat-rate').code(month).code(PLAN.repeatRate);
    agreed(file.code('higher'));
    file.code('clv-cac').code(month).code(PLAN.clvCac);
    agreed(file.code('higher'));
  }
}

function money(file: CsvFile, cents: number, direction: 'higher' | 'lower'): void {
  agreed(file.money(Math.round(cents)).code(direction));
}

function agreed(
  file: CsvFile,
  { version = 1, segment = '' }: { readonly version?: number; readonly segment?: string } = {},
): void {
  file.code('0.05').code('finance').integer(version).code('cfo').code(segment).end();
}
