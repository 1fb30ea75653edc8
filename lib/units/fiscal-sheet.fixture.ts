import { addDays, type IsoDate } from './calendar.ts';
import type { FiscalDay } from './supplied-calendar.ts';

const WEEKS_OF_MONTH = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5];

interface FiscalSheet {
  /** A Monday. */
  readonly start: IsoDate;
  readonly firstYear: number;
  readonly years: number;
  /** Years, counted from 0, whose last month has a week more. */
  readonly long: readonly number[];
}

/** Fiscal years of 4-4-5 from any Monday on, as a clerk would write them into a sheet, a row a day. */
export const fiscalSheet = ({ start, firstYear, years, long }: FiscalSheet): FiscalDay[] =>
  Array.from({ length: years }, (_, year) => yearOfWeeks(firstYear + year, long.includes(year)))
    .flat()
    .flatMap((week, at) =>
      Array.from({ length: 7 }, (_, day) => ({ date: addDays(start, 7 * at + day), ...week })),
    );

function yearOfWeeks(year: number, isLong: boolean): Omit<FiscalDay, 'date'>[] {
  const periods = WEEKS_OF_MONTH.flatMap((weeks, month) =>
    Array.from({ length: weeks }, () => month + 1),
  );
  return [...periods, ...(isLong ? [12] : [])].map((period, at) => ({
    year,
    period,
    week: at + 1,
  }));
}
