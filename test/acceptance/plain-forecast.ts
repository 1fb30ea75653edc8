import * as z from 'zod';
import { dayOf, type PlainCustomer } from './plain-cdnow.ts';
import { expectedValue, LAWS, type Parameters, type PlainTimes } from './plain-laws.ts';

/** What the models know of one customer, in weeks and major units of money; the orders of one day are one purchase. */
export interface PlainHistory extends PlainTimes {
  /** Mean value of the repeat purchases; 0 without one. */
  readonly mean: number;
  /** The day that T is counted up to, exclusive. */
  readonly cut: number;
}

/** History before a cut day, without rounding: T ends on the day before the cut. Null for who came later. */
export function historyAt({ orders }: PlainCustomer, cut: number): PlainHistory | null {
  const byDay = new Map<number, number>();
  for (const { day, cents } of orders) if (day < cut) byDay.set(day, (byDay.get(day) ?? 0) + cents);
  const days = [...byDay.keys()];
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const x = days.length - 1;
  let cents = 0;
  for (const day of days.slice(1)) cents += byDay.get(day) ?? 0;
  return {
    x,
    tx: (last - first) / 7,
    T: (cut - 1 - first) / 7,
    mean: x === 0 ? 0 : cents / 100 / x,
    cut,
  };
}

const MONTH_DAYS = 30.4375;
const HORIZON_DAYS = 365;

/** A fit of `models.json`. */
interface PlainModel {
  readonly model: string;
  readonly parameters: Parameters;
  /** Factor on the expected purchases. */
  readonly calibration: number;
  /** In whose time the parameters are, and the day that it counts from. */
  readonly calendar: PlainCalendar | null;
  readonly until: number;
}

/** Factors by blocks of weeks: before the day it counts from, latest first, and of each year after it. */
export const plainCalendar = z.object({
  block: z.number(),
  past: z.array(z.number()).readonly(),
  year: z.array(z.number()).readonly(),
});
type PlainCalendar = z.output<typeof plainCalendar>;

/** Weeks between two times, each as long as the factor of its block says. */
function elapsed(calendar: PlainCalendar | null, from: number, to: number): number {
  if (calendar === null) return to - from;
  const { block, past, year } = calendar;
  let weeks = 0;
  for (let nth = Math.floor(from / block); nth * block < to; nth += 1) {
    const covered = Math.min(to, (nth + 1) * block) - Math.max(from, nth * block);
    const factor = nth < 0 ? past[-nth - 1] : year[nth % year.length];
    weeks += Math.max(0, covered) * (factor ?? 1);
  }
  return weeks;
}

/** Fits of the purchases and of their value. */
export interface PlainFits {
  readonly purchases: PlainModel;
  readonly value: Parameters;
}

/** A record of a fit, as `models.json` has it. */
interface FitRecord extends Omit<PlainModel, 'calibration' | 'until'> {
  readonly id: string;
  readonly window: { readonly to: string };
  readonly backtest: Pick<PlainModel, 'calibration'> | null;
}

/** What the records of a run say of the purchases and their value. Throws where there are none. */
export function fitsOf(records: readonly FitRecord[]): PlainFits {
  const [purchases, value] = ['purchases', 'value'].map((name) =>
    records.find(({ id }) => id === name),
  );
  if (!purchases || !value) throw new Error('no models');
  const { model, parameters, calendar, backtest, window } = purchases;
  const calibration = backtest?.calibration ?? 1;
  const until = dayOf(window.to);
  return {
    purchases: { model, parameters, calibration, calendar, until },
    value: value.parameters,
  };
}

/** What the formulas say of one customer. */
export interface PlainForecast {
  readonly alive: number;
  readonly purchases: number;
  readonly meanValue: number;
  readonly lifetimeValue: number;
}

/** Purchases of a month are worth (1 + yearly rate)^(−its end in years of 12 months) at its end. */
export function forecastOf(
  { purchases, value }: PlainFits,
  history: PlainHistory,
  yearlyRate: number,
): PlainForecast {
  const { calendar } = purchases;
  const end = (history.cut - purchases.until) / 7;
  const first = end - history.T;
  const timed = {
    x: history.x,
    tx: elapsed(calendar, first, first + history.tx),
    T: elapsed(calendar, first, end),
  };
  const law = LAWS[purchases.model]?.(purchases.parameters, timed);
  if (law === undefined) throw new Error(`no plain ${purchases.model}`);
  let before = 0;
  let discounted = 0;
  for (let month = 1; month <= 12; month += 1) {
    const days = Math.min(month * MONTH_DAYS, HORIZON_DAYS);
    const ahead = elapsed(calendar, end, end + days / 7);
    const now = purchases.calibration * law.alive * law.ifAlive(ahead);
    discounted += (now - before) * (1 + yearlyRate) ** (-days / MONTH_DAYS / 12);
    before = now;
  }
  const meanValue = expectedValue(value, history);
  return {
    alive: law.alive,
    purchases: before,
    meanValue,
    lifetimeValue: discounted * meanValue,
  };
}
