import * as z from 'zod';
import type { HoldoutGroup } from '#lib/models/backtest/backtest.ts';
import { forecastScope } from '#lib/models/forecast.ts';
import type { ValueGroup } from '#lib/models/history.ts';
import type { ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import holdoutSql from './holdout-histories.sql';
import historiesSql from './purchase-histories.sql';
import valueSql from './value-groups.sql';

/** Turns binned days into the models' unit, and minor units into major ones. */
export interface HistoryUnits {
  /** Length of one bin in the models' unit: 1 for weekly bins in weeks, 1/7 for days in weeks. */
  readonly unitsPerBin: number;
  readonly minorUnits: number;
}

const count = z.coerce.number();
const sum = z.preprocess((value) => value ?? 0, z.coerce.number());

const historyRow = z.object({
  scheme: z.string(),
  segment: z.string(),
  frequency: count,
  recency: count,
  age: count,
  customers: count,
  sum_mean: sum,
  sum_squared_mean: sum,
});

export const purchaseHistories = (units: HistoryUnits): Query<ScopedGroup> => ({
  name: 'purchase-histories',
  sql: historiesSql,
  parseRow: (raw) => {
    const row = historyRow.parse(raw);
    return {
      scope: forecastScope(row.scheme, row.segment),
      frequency: row.frequency,
      recency: row.recency * units.unitsPerBin,
      age: row.age * units.unitsPerBin,
      customers: row.customers,
      sumMean: row.sum_mean / units.minorUnits,
      sumSquaredMean: row.sum_squared_mean / units.minorUnits ** 2,
    };
  },
});

const valueRow = z.object({
  frequency: count,
  customers: count,
  sum_mean: count,
  sum_log_mean: count,
});

export const valueGroups = (units: HistoryUnits): Query<ValueGroup> => ({
  name: 'value-groups',
  sql: valueSql,
  parseRow: (raw) => {
    const row = valueRow.parse(raw);
    return {
      frequency: row.frequency,
      customers: row.customers,
      sumMean: row.sum_mean / units.minorUnits,
      sumLogMean: row.sum_log_mean - row.customers * Math.log(units.minorUnits),
    };
  },
});

const holdoutRow = z.object({
  scope: z.string(),
  frequency: count,
  recency: count,
  age: count,
  holdout_purchases: count,
  customers: count,
});

export const holdoutHistories = (units: HistoryUnits): Query<HoldoutGroup> => ({
  name: 'holdout-histories',
  sql: holdoutSql,
  parseRow: (raw) => {
    const row = holdoutRow.parse(raw);
    return {
      scope: row.scope,
      frequency: row.frequency,
      recency: row.recency * units.unitsPerBin,
      age: row.age * units.unitsPerBin,
      customers: row.customers,
      holdoutPurchases: row.holdout_purchases,
    };
  },
});
