import type { HoldoutGroup } from '#lib/models/backtest/backtest.ts';
import { forecastScope } from '#lib/models/forecast.ts';
import type { ValueGroup } from '#lib/models/history.ts';
import type { ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import holdoutSql from './holdout-histories.sql';
import binsSql from './purchase-bins.sql';
import historiesSql from './purchase-histories.sql';
import { numberIn, textIn } from './row-values.ts';
import valueSql from './value-groups.sql';

/** Turns binned days into the models' unit, and minor units into major ones. */
export interface HistoryUnits {
  /** Length of one bin in the models' unit: 1 for weekly bins in weeks, 1/7 for days in weeks. */
  readonly unitsPerBin: number;
  readonly minorUnits: number;
}

export const purchaseHistories = (units: HistoryUnits): Query<ScopedGroup> => ({
  name: 'purchase-histories',
  sql: historiesSql,
  parseRow: (row) => {
    const frequency = numberIn(row, 'frequency');
    const repeats = Math.max(1, frequency) * units.minorUnits;
    return {
      scope: forecastScope(textIn(row, 'scheme'), textIn(row, 'segment')),
      frequency,
      recency: numberIn(row, 'recency') * units.unitsPerBin,
      age: numberIn(row, 'age') * units.unitsPerBin,
      customers: numberIn(row, 'customers'),
      sumMean: numberIn(row, 'repeat_minor') / repeats,
      sumSquaredMean: numberIn(row, 'squared_repeat_minor') / repeats ** 2,
    };
  },
});

/** Purchases of the shop by the age that a customer has who first bought then. */
export const purchaseBins: Query<{ readonly age: number; readonly purchases: number }> = {
  name: 'purchase-bins',
  sql: binsSql,
  parseRow: (row) => ({ age: numberIn(row, 'age'), purchases: numberIn(row, 'purchases') }),
};

export const valueGroups = (units: HistoryUnits): Query<ValueGroup> => ({
  name: 'value-groups',
  sql: valueSql,
  parseRow: (row) => {
    const customers = numberIn(row, 'customers');
    return {
      frequency: numberIn(row, 'frequency'),
      customers,
      sumMean: numberIn(row, 'sum_mean') / units.minorUnits,
      sumLogMean: numberIn(row, 'sum_log_mean') - customers * Math.log(units.minorUnits),
    };
  },
});

export const holdoutHistories = (units: HistoryUnits): Query<HoldoutGroup> => ({
  name: 'holdout-histories',
  sql: holdoutSql,
  parseRow: (row) => ({
    scope: textIn(row, 'scope'),
    frequency: numberIn(row, 'frequency'),
    recency: numberIn(row, 'recency') * units.unitsPerBin,
    age: numberIn(row, 'age') * units.unitsPerBin,
    customers: numberIn(row, 'customers'),
    holdoutPurchases: numberIn(row, 'holdout_purchases'),
  }),
});
