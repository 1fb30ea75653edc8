import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { groupBy } from '#lib/numerics/group-by.ts';
import { kindOf, plainInvoices } from '../../../test/acceptance/plain-online-retail.ts';
import type { HoldoutGroup } from '../backtest/backtest.ts';
import type { ShopActivity } from '../calendar-effects/shop-activity.ts';
import type { HoldoutCut } from './holdout-cut.ts';

const shared = (name: string) => resolve(process.cwd(), '../shared/data', name);

export const DATA_PRESENT = existsSync(shared('cdnow_master.csv'));

/** A shop as the days (since 1970) of each customer's purchases, ascending and distinct. */
export interface PlainShop {
  readonly name: string;
  readonly customers: readonly (readonly number[])[];
  readonly firstDay: number;
  /** Whole weeks from the first day on. */
  readonly weeks: number;
}

export const shops = async (): Promise<PlainShop[]> => [
  shopOf('CDNOW full', rowsOf('cdnow_master.csv', 0, 1)),
  shopOf('CDNOW sample', rowsOf('cdnow_sample.csv', 0, 2)),
  shopOf('Online Retail', await invoices()),
];

interface Row {
  readonly customer: string;
  readonly day: number;
}

function shopOf(name: string, rows: readonly Row[]): PlainShop {
  const customers = [...groupBy(rows, ({ customer }) => customer).values()].map((own) =>
    [...new Set(own.map(({ day }) => day))].sort((x, y) => x - y),
  );
  const days = rows.map(({ day }) => day);
  const firstDay = days.reduce((least, day) => Math.min(least, day));
  const lastDay = days.reduce((most, day) => Math.max(most, day));
  return { name, customers, firstDay, weeks: Math.floor((lastDay + 1 - firstDay) / 7) };
}

const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / 86_400_000;

function rowsOf(file: string, customer: number, date: number): Row[] {
  const lines = readFileSync(shared(file), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const parts = line.split(',');
    return { customer: parts[customer] ?? '', day: dayOf(parts[date] ?? '') };
  });
}

async function invoices(): Promise<Row[]> {
  const all = await plainInvoices(shared('online_retail_II_2009_2010_raw.parquet'));
  return all.flatMap((invoice) =>
    kindOf(invoice) === 'order' && invoice.customer !== null
      ? [{ customer: invoice.customer, day: dayOf(invoice.at) }]
      : [],
  );
}

/** Histories in whole weeks at the cut, `week` weeks after the first day; scopes are 28 days of first purchases. */
export function holdoutAt(shop: PlainShop, week: number, holdout: number): HoldoutCut {
  const cut = shop.firstDay + 7 * week;
  const groups = new Map<string, HoldoutGroup>();
  for (const days of shop.customers) {
    const [first = cut] = days;
    if (first >= cut) continue;
    const seen = days.filter((day) => day < cut);
    const group = {
      scope: `cohort ${Math.floor((first - shop.firstDay) / 28)}`,
      frequency: seen.length - 1,
      recency: Math.round(((seen.at(-1) ?? first) - first) / 7),
      age: Math.round((cut - 1 - first) / 7),
      holdoutPurchases: days.filter((day) => day >= cut && day < cut + 7 * holdout).length,
    };
    const key = Object.values(group).join(' ');
    groups.set(key, { ...group, customers: 1 + (groups.get(key)?.customers ?? 0) });
  }
  return {
    cut: `week ${week}`,
    holdout,
    groups: [...groups.values()],
    activity: activityAt(shop, week),
  };
}

/** Arrivals and repeats by whole weeks back from the cut. */
function activityAt(shop: PlainShop, week: number): ShopActivity {
  const cut = shop.firstDay + 7 * week;
  const counts = () => Array.from({ length: week + 1 }, () => 0);
  const activity = { bin: 1, binsPerBlock: 4, arrivals: counts(), repeats: counts() };
  for (const days of shop.customers) {
    for (const [i, day] of days.entries()) {
      const ago = Math.round((cut - 1 - day) / 7);
      const own = i === 0 ? activity.arrivals : activity.repeats;
      if (day < cut) own[ago] = (own[ago] ?? 0) + 1;
    }
  }
  return activity;
}
