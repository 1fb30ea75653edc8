import * as z from 'zod';
import type { HoldoutGroup } from '#lib/models/backtest/backtest.ts';
import type { BinnedPurchases } from '#lib/models/calendar-effects/shop-activity.ts';
import type { ValueGroup } from '#lib/models/history.ts';
import type { ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import type { Purpose } from '#lib/privacy/scope/purposes.ts';
import { type Query, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import reachSql from './history-reach.sql';
import { holdoutHistories, purchaseBins, purchaseHistories, valueGroups } from './history-rows.ts';

/** How far the purchases in scope reach. */
export interface HistoryReach {
  readonly from: IsoDate;
  readonly historyDays: number;
  readonly daysSinceLastOrder: number;
  readonly customers: number;
}

/** A cut in the past, and how far the purchases after it are looked at. */
export interface HoldoutWindow {
  readonly cut: IsoDate;
  /** Exclusive. */
  readonly until: IsoDate;
  /** One customer in so many is looked at. */
  readonly stride: number;
}

/** Grouped histories of customers in scope for model fitting; rows do not grow with the number of customers. */
export interface HistoryLoader {
  /** Of those who may be used for fitting. */
  histories(cut: IsoDate): Promise<readonly ScopedGroup[]>;
  /** Of those whom the report may be about, whose forecast it is; the same as `fitted` where one basis is declared. */
  reportedHistories(cut: IsoDate, fitted: readonly ScopedGroup[]): Promise<readonly ScopedGroup[]>;
  /** Of those whom the report may be about, for each registered segment and each recent cohort. */
  scopedHistories(cut: IsoDate): Promise<readonly ScopedGroup[]>;
  values(cut: IsoDate): Promise<readonly ValueGroup[]>;
  holdout(window: HoldoutWindow): Promise<readonly HoldoutGroup[]>;
  /** Purchases before the cut by calendar time; null where only the first and the last day of a customer are known. */
  purchases(cut: IsoDate): Promise<BinnedPurchases | null>;
  reach(): Promise<HistoryReach>;
}

export interface HistoryLoaderOptions {
  readonly scope: Parameters;
  readonly asOf: IsoDate;
  readonly segments: readonly string[];
  /** Fiscal month of the oldest cohort that is forecast. */
  readonly firstCohort: number;
  readonly unit: 'week' | 'day';
  readonly binning: 'week' | 'exact';
  readonly minorUnits: number;
}

const NO_COHORTS = 999_999;
/** Of the calendar that purchases are compared by: four whole weeks, thirteen a year. */
const BLOCK_DAYS = 28;

export function historyLoader(warehouse: Warehouse, options: HistoryLoaderOptions): HistoryLoader {
  const binDays = options.binning === 'week' ? 7 : 1;
  const units = {
    unitsPerBin: binDays / (options.unit === 'week' ? 7 : 1),
    minorUnits: options.minorUnits,
  };
  const runFor = <Row>(purpose: Purpose, query: Query<Row>, parameters: Parameters) =>
    warehouse.run(scopeTo(purpose, query), { ...options.scope, bin_days: binDays, ...parameters });
  const run = <Row>(query: Query<Row>, parameters: Parameters) =>
    runFor('model-fitting', query, parameters);
  const everyone = (purpose: Purpose, cut: IsoDate) =>
    runFor(purpose, purchaseHistories(units), { cut, scopes: 'all', first_cohort: NO_COHORTS });
  return {
    histories: (cut) => everyone('model-fitting', cut),
    reportedHistories: async (cut, fitted) =>
      options.scope['lawful_basis'] === 'declared' ? fitted : everyone('segment-reporting', cut),
    scopedHistories: (cut) =>
      runFor('segment-reporting', purchaseHistories(units), {
        cut,
        scopes: options.segments.join(','),
        first_cohort: options.firstCohort,
      }),
    values: (cut) => run(valueGroups(units), { cut, binning: options.binning }),
    holdout: ({ cut, until, stride }) => run(holdoutHistories(units), { cut, until, stride }),
    async purchases(cut) {
      const purchases: number[] = [];
      for (const own of await run(purchaseBins, { cut })) purchases[own.age] = own.purchases;
      const binsPerBlock = BLOCK_DAYS / binDays;
      return {
        bin: units.unitsPerBin,
        binsPerBlock,
        purchases: Array.from(purchases, (count) => count ?? 0),
      };
    },
    async reach() {
      const [row] = await run(reachQuery, {});
      const from = row?.first_date ?? options.asOf;
      return {
        from,
        historyDays: daysBetween(from, options.asOf),
        daysSinceLastOrder: daysBetween(row?.last_date ?? from, addDays(options.asOf, -1)),
        customers: row?.customers ?? 0,
      };
    },
  };
}

const reachRow = z.object({
  first_date: z.string().nullable(),
  last_date: z.string().nullable(),
  customers: z.coerce.number(),
});

const reachQuery: Query<z.output<typeof reachRow>> = {
  name: 'history-reach',
  sql: reachSql,
  parseRow: (raw) => reachRow.parse(raw),
};
