import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { writeAdjustments } from './adjustments-table.ts';
import { Arrivals, arrivalShares } from './arrivals.ts';
import { writeCalendar } from './calendar-table.ts';
import { configurationText } from './configuration-text.ts';
import { CostToServeTable } from './cost-to-serve-table.ts';
import { type CustomerTable, openCustomerTables } from './customer-tables.ts';
import { DataFolder } from './data-folder.ts';
import { ExchangeRates } from './exchange-rates.ts';
import type { History } from './history.ts';
import { writeProducts } from './items-table.ts';
import { Ledger } from './ledger.ts';
import { writeMarketingSpend } from './marketing-spend.ts';
import { writeNetBurn } from './net-burn.ts';
import { OrdersTable } from './orders-table.ts';
import { type Channel, DEFAULT_ORDERS_PER_CUSTOMER, ORDERS, scaledChannels } from './parameters.ts';
import { SampleShopOptionError, ShopCalendar } from './shop-calendar.ts';
import { Shopper } from './shopper.ts';
import { writeTargets } from './targets-table.ts';
import { buildTruth, type SampleTruth } from './truth.ts';

export interface SampleShopOptions {
  readonly customers: number;
  readonly seed: string;
  /** Made when absent; files of the same names are replaced. */
  readonly directory: string;
  /** A Monday, exclusive end of the history, such as `2026-11-23`. */
  readonly asOf: string;
  /** `orders`: the order files alone, the same as with `all`. */
  readonly tables?: 'all' | 'orders';
  /** Mean by the end of the history, reached within a few percent; more than 1. */
  readonly ordersPerCustomer?: number;
  /** An order twice, and a day of GBP orders without a rate. */
  readonly troubles?: boolean;
  /** Marketing spend ends two days early. */
  readonly lateSpend?: boolean;
}

const DUPLICATE_WITHIN_DAYS = 14;
const MISSING_RATE_DAYS_AGO = 35;
const LATE_SPEND_DAYS = 2;

/**
 * Writes a made-up shop under `directory`: `data/*.csv`, `tenure.yaml` and `truth.json`, which it also returns. The same options
 * give the same bytes; memory does not grow with the number of customers. Throws `SampleShopOptionError`.
 */
export async function writeSampleShop(options: SampleShopOptions): Promise<SampleTruth> {
  assertOptions(options);
  const calendar = new ShopCalendar(options.asOf);
  await mkdir(join(options.directory, 'data'), { recursive: true });
  const truth = writeTables(options, calendar);
  await writeFile(join(options.directory, 'tenure.yaml'), configurationText(truth));
  await writeFile(
    join(options.directory, 'truth.json'),
    `${JSON.stringify(truth, undefined, 2)}\n`,
  );
  return truth;
}

function assertOptions({ customers, ordersPerCustomer = 2 }: SampleShopOptions): void {
  if (!Number.isSafeInteger(customers) || customers < 1 || customers > 50_000_000)
    throw new SampleShopOptionError(
      `customers ${customers} must be a whole number from 1 to 50 million`,
    );
  if (!(ordersPerCustomer > 1 && ordersPerCustomer <= 40))
    throw new SampleShopOptionError(`ordersPerCustomer ${ordersPerCustomer} must be in (1, 40]`);
}

function writeTables(options: SampleShopOptions, calendar: ShopCalendar): SampleTruth {
  const { customers, seed, tables = 'all', troubles = true, lateSpend = false } = options;
  const channels = scaledChannels(options.ordersPerCustomer ?? DEFAULT_ORDERS_PER_CUSTOMER);
  const folder = new DataFolder(join(options.directory, 'data'));
  const missingRateDay = troubles ? calendar.days - MISSING_RATE_DAYS_AGO : null;
  const duplicateFrom = troubles ? calendar.days - DUPLICATE_WITHIN_DAYS : null;
  const missingSpendDays = lateSpend && tables === 'all' ? LATE_SPEND_DAYS : 0;
  const orders = new OrdersTable(folder, calendar, duplicateFrom);
  const plan = { customers, seed, channels, missingRateDay };
  if (tables === 'orders') writeHistories(calendar, plan, [orders]);
  else writeAll(folder, calendar, { ...plan, missingSpendDays, orders });
  return buildTruth(calendar, {
    customers,
    seed,
    channels,
    troubles: {
      duplicateOrderId: orders.duplicateOrderId,
      missingRateDate: missingRateDay === null ? null : calendar.date(missingRateDay),
      missingSpendDays,
    },
    rows: folder.close(calendar),
  });
}

interface HistoryPlan {
  readonly customers: number;
  readonly seed: string;
  readonly channels: readonly Channel[];
  readonly missingRateDay: number | null;
}

interface FullPlan extends HistoryPlan {
  readonly missingSpendDays: number;
  readonly orders: OrdersTable;
}

function writeAll(folder: DataFolder, calendar: ShopCalendar, plan: FullPlan): void {
  const { seed, channels } = plan;
  const rates = new ExchangeRates(calendar.days, plan.missingRateDay, randomFrom(`${seed}/rates`));
  const ledger = new Ledger(calendar, rates);
  const books = { seed, customers: plan.customers, channels, ledger };
  const serving = new CostToServeTable(folder, calendar, randomFrom(`${seed}/cost_to_serve`));
  writeHistories(calendar, plan, [
    plan.orders,
    ...openCustomerTables(folder, calendar, books),
    serving,
  ]);
  serving.writeShared(ledger);
  writeProducts(folder, calendar);
  writeCalendar(folder, calendar);
  writeMarketingSpend(folder, calendar, {
    channels,
    arrivals: arrivalShares(calendar).map((share) => share * plan.customers),
    missingDays: plan.missingSpendDays,
    random: randomFrom(`${seed}/marketing_spend`),
  });
  rates.write(folder, calendar);
  ledger.write(folder);
  writeNetBurn(folder, calendar, {
    customers: plan.customers,
    random: randomFrom(`${seed}/net-burn`),
  });
  writeAdjustments(folder, calendar, { ledger, random: randomFrom(`${seed}/adjustments`) });
  writeTargets(folder, calendar, {
    ledger,
    random: randomFrom(`${seed}/targets`),
    revisions: randomFrom(`${seed}/target-revisions`),
  });
}

/** Draws every buyer once and hands each history to all tables before the next. */
function writeHistories(
  calendar: ShopCalendar,
  plan: HistoryPlan,
  tables: readonly CustomerTable[],
): void {
  const random = randomFrom(`${plan.seed}/histories`);
  const arrivals = new Arrivals(plan.customers, arrivalShares(calendar), random);
  const shopper = new Shopper(calendar, plan.channels, random);
  const add = (history: History) => {
    for (const table of tables) table.add(history);
  };
  for (let customer = 0; customer < plan.customers; customer += 1) {
    const time = arrivals.next();
    add(shopper.customer(time));
    if (random() < ORDERS.guestOrdersPerCustomer) add(shopper.guest(time));
  }
  if (plan.missingRateDay !== null) add(shopper.poundGuest(plan.missingRateDay));
}
