import type { Configuration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import {
  addDays,
  floorToMonday,
  type IsoDate,
  monthOf,
  quarterStart,
  weekOf,
  yearAgoWeek,
} from '#lib/units/calendar.ts';
import { dayIn, midnightUtc } from '#lib/units/zoned-time.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
import { RunRequestError } from './run-request.ts';

/** What a run looks at: the cut, the closed week before it, and where windows are ripe. */
export interface Observation {
  readonly asOf: IsoDate;
  /** `asOf` 00:00 in the reporting zone, as UTC `YYYY-MM-DD HH:MM:SS`. */
  readonly asOfUtc: string;
  readonly week: number;
  readonly priorWeek: number;
  readonly yearAgoWeek: number;
  /** The last closed fiscal month, the one before, the same a year ago. */
  readonly month: number;
  readonly priorMonth: number;
  readonly yearAgoMonth: number;
  readonly closeDate: IsoDate;
  readonly ripeBefore: IsoDate;
}

const LATENESS_DAYS = 1;

/** Floors the cut to the weekly snapshot unless the configuration asks for an exact analysis. */
export function observationOf(
  requested: IsoDate | null,
  configuration: Configuration,
  snapshot: Snapshot,
): Observation {
  const { business, privacy } = configuration;
  const fiscal = fiscalCalendar(configuration, snapshot);
  const watermark = snapshot.tables.orders?.watermark;
  if (!watermark) throw new RunRequestError('orders hold no row with a time; nothing to report on');
  const seen = dayIn(watermark, business.timeZone);
  const exact = privacy.snapshot === 'exact';
  const wanted = requested ?? (exact ? addDays(seen, 1) : floorToMonday(addDays(seen, 1)));
  const asOf = exact ? wanted : floorToMonday(wanted);
  const week = weekOf(addDays(asOf, -1));
  const month = monthOf(asOf, fiscal) - 1;
  const complete = addDays(seen, -LATENESS_DAYS);
  return {
    asOf,
    asOfUtc: midnightUtc(asOf, business.timeZone),
    week,
    priorWeek: week - 1,
    yearAgoWeek: yearAgoWeek(week, fiscal),
    month,
    priorMonth: month - 1,
    yearAgoMonth: month - 12,
    closeDate: exact ? asOf : quarterStart(asOf, fiscal),
    ripeBefore: complete < asOf ? complete : asOf,
  };
}
