import {
  addDays,
  daysBetween,
  monthLabel,
  monthOf,
  monthStart,
  weekLabel,
  weekOf,
} from '#lib/units/calendar.ts';

/** A local day as bytes around the time of day: `2026-11-22T` and `+00:00`. */
export interface DayStamp {
  readonly date: string;
  readonly prefix: Uint8Array;
  readonly suffix: Uint8Array;
}

/** Days before the first and after the last that have a stamp: touches before a first order, due dates after the end. */
const MARGIN = 70;
const HISTORY_MONTHS = 36;

/** The days of the shop's life in Europe/Dublin, numbered from its first, a first of a month, to the last before `asOf`. */
export class ShopCalendar {
  readonly firstDate: string;
  readonly asOf: string;
  readonly days: number;
  readonly #stamps: readonly DayStamp[];
  readonly #weekOfFirst: number;

  /** `asOf`: a Monday, exclusive. Throws `SampleShopOptionError` when it is none. */
  constructor(asOf: string) {
    assertMonday(asOf);
    this.asOf = asOf;
    this.firstDate = monthsBefore(asOf, HISTORY_MONTHS);
    this.days = daysBetween(this.firstDate, asOf);
    this.#weekOfFirst = weekOf(this.firstDate);
    this.#stamps = Array.from({ length: this.days + 2 * MARGIN }, (_, at) =>
      dayStamp(addDays(this.firstDate, at - MARGIN)),
    );
  }

  stamp(day: number): DayStamp {
    const stamp = this.#stamps[day + MARGIN];
    if (stamp === undefined) throw new RangeError(`day ${day} is outside the shop's calendar`);
    return stamp;
  }

  date(day: number): string {
    return this.stamp(day).date;
  }

  year(day: number): number {
    return Number(this.date(day).slice(0, 4));
  }

  get weeks(): number {
    return weekOf(this.asOf) - this.#weekOfFirst;
  }

  week(day: number): number {
    return weekOf(this.date(day)) - this.#weekOfFirst;
  }

  /** `2026-W47`. */
  weekCode(week: number): string {
    return weekLabel(week + this.#weekOfFirst);
  }

  /** `2026-11`. */
  monthCode(day: number): string {
    return monthLabel(monthOf(this.date(day), 'month'), 'month');
  }

  /** `month`: as `monthCode` writes it. */
  lastDayOfMonth(month: string): number {
    const next = monthOf(`${month}-01`, 'month') + 1;
    return daysBetween(this.firstDate, monthStart(next, 'month')) - 1;
  }
}

/** The sample shop cannot be made with these options. */
export class SampleShopOptionError extends Error {
  override readonly name = 'SampleShopOptionError';
}

function assertMonday(asOf: string): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? Date.parse(`${asOf}T00:00:00Z`) : Number.NaN;
  if (new Date(time).getUTCDay() !== 1)
    throw new SampleShopOptionError(`asOf "${asOf}" is not a Monday; give one such as 2026-11-23`);
}

function monthsBefore(date: string, months: number): string {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function dayStamp(date: string): DayStamp {
  return {
    date,
    prefix: Buffer.from(`${date}T`, 'latin1'),
    suffix: Buffer.from(isSummerTime(date) ? '+01:00' : '+00:00', 'latin1'),
  };
}

/** From the last Sunday of March to the Saturday before the last Sunday of October, read at daytime. */
const isSummerTime = (date: string): boolean => {
  const year = date.slice(0, 4);
  return date >= lastSunday(`${year}-03-31`) && date < lastSunday(`${year}-10-31`);
};

const lastSunday = (endOfMonth: string): string =>
  addDays(endOfMonth, -new Date(`${endOfMonth}T00:00:00Z`).getUTCDay());
