import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Counts } from '#lib/warehouse/warehouse.ts';
import { RECENT_DAYS, VOLUME_MINIMUM_ORDERS } from './bounds.ts';
import type { CheckContext, CheckSettings, DataCheck, Measurement } from './check.ts';

/** A check whose measurement is one row of numbers from one query. */
export interface SqlCheck extends Omit<DataCheck, 'measure'> {
  readonly sql: string;
  readonly read: (counts: CountReader) => Measurement;
}

/** A column of the one row; null counts as 0. Throws on a column that the query does not have. */
export type CountReader = (column: string) => number;

export const sqlCheck = ({ sql, read, ...check }: SqlCheck): DataCheck => ({
  ...check,
  measure: async (context) => read(await inspectRows(context, check.id, sql)),
});

/** Runs a check's query. */
export async function inspectRows(
  { inspect, settings }: CheckContext,
  name: string,
  sql: string,
): Promise<CountReader> {
  const counts: Counts = await inspect({ name, sql }, parametersOf(settings));
  return (column) => {
    const value = counts[column];
    if (value === undefined) throw new TypeError(`check "${name}" has no column "${column}"`);
    return value ?? 0;
  };
}

/** The share, as the one value to judge; no value where there is nothing to share. */
export const shareOf = (part: number, whole: number): readonly number[] =>
  whole === 0 ? [] : [part / whole];

const parametersOf = (settings: CheckSettings): Parameters => ({
  as_of: settings.asOf,
  as_of_utc: settings.asOfUtc,
  recent_from_utc: daysBefore(settings.asOfUtc, RECENT_DAYS),
  time_zone: settings.timeZone,
  reporting_currency: settings.reportingCurrency,
  purpose: settings.purpose,
  calendar_from: settings.calendar?.from ?? settings.asOf,
  business_start: settings.businessStart ?? settings.asOf,
  minimum_orders: VOLUME_MINIMUM_ORDERS,
});

const daysBefore = (utc: string, n: number): IsoDate =>
  `${addDays(utc.slice(0, 10), -n)}${utc.slice(10)}`;
