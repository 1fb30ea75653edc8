import {
  addDays,
  daysBetween,
  type IsoDate,
  monthLabel,
  monthOf,
  monthStart,
} from '#lib/units/calendar.ts';
import { type CustomerLife, netSalesOf } from '../facts/cohorts/customer-lives.fixture.ts';
import type { MeasureContext } from '../metric.ts';
import type { CohortRetentionOptions } from './options.ts';

/** A member of a cohort: net sales of each window in which the member acts. */
interface Member {
  readonly cohort: number;
  readonly acts: ReadonlyMap<number, number>;
}

export interface LoopValue {
  readonly cohort: string;
  readonly age: number;
  readonly size: number;
  readonly value: number | string;
}

/** Windows after entry as first day and exclusive end, in days or, where null, in calendar months. */
function widthsOf({ buckets }: CohortRetentionOptions, ages: number): readonly number[] | null {
  if (typeof buckets === 'string') return null;
  return 'rolling' in buckets
    ? Array.from({ length: ages + 1 }, () => buckets.rolling)
    : buckets.custom;
}

const daysTo = (widths: readonly number[], k: number) =>
  widths.slice(0, k).reduce((a, b) => a + b, 0);

function windowOf(entry: IsoDate, day: IsoDate, widths: readonly number[] | null): number {
  if (widths === null) return monthOf(day, 'month') - monthOf(entry, 'month');
  const passed = daysBetween(entry, day);
  return widths.findIndex((_, k) => passed >= daysTo(widths, k) && passed < daysTo(widths, k + 1));
}

/** The definitions of the options read aloud, one customer at a time, for calendar months. */
export function retentionByLoops(
  lives: readonly CustomerLife[],
  context: MeasureContext,
  options: CohortRetentionOptions,
): LoopValue[] {
  const widths = widthsOf(options, context.cohorts.ages);
  const ages = widths === null ? context.cohorts.ages : widths.length - 1;
  const members = lives.flatMap((life) =>
    entriesOf(life, options).map((entry) => ({
      cohort: monthOf(entry, 'month'),
      acts: actsOf(life, entry, { widths, ages, minOccurrences: options.minOccurrences }),
    })),
  );
  const last = monthOf(context.ripeBefore, 'month') - 1;
  const isRipe = (cohort: number, k: number) => windowEnd(cohort, k, widths) <= context.ripeBefore;
  const ripens = (k: number) => (options.criterion === 'on_or_after' && k > 0 ? ages : k);
  const cohorts = Array.from({ length: context.cohorts.ages + 3 }, (_, i) => last - i).reverse();
  return cohorts.flatMap((cohort) => {
    const own = members.filter((member) => member.cohort === cohort);
    if (own.length === 0 || !isRipe(cohort, 0)) return [];
    return Array.from({ length: ages + 1 }, (_, age) => ({
      cohort: monthLabel(cohort, 'month'),
      age,
      size: own.length,
      value: isRipe(cohort, ripens(age)) ? cellValue(own, age, options) : 'unripe',
    }));
  });
}

const windowEnd = (cohort: number, k: number, widths: readonly number[] | null): IsoDate =>
  widths === null
    ? monthStart(cohort + k + 1, 'month')
    : addDays(monthStart(cohort + 1, 'month'), daysTo(widths, k + 1) - 1);

function actsOf(
  life: CustomerLife,
  entry: IsoDate,
  rules: { widths: readonly number[] | null; ages: number; minOccurrences: number },
): Map<number, number> {
  const acts = new Map<number, number>();
  for (let k = 0; k <= rules.ages; k++) {
    const isInside = (date: IsoDate) => date >= entry && windowOf(entry, date, rules.widths) === k;
    const orders = life.orders.filter(({ date }) => isInside(date)).length;
    if (k === 0 || orders >= rules.minOccurrences) acts.set(k, netSalesOf(life, isInside));
  }
  return acts;
}

/** Days on which a customer becomes a member. */
function entriesOf({ orders }: CustomerLife, options: CohortRetentionOptions): IsoDate[] {
  const passing = orders.filter(({ net }) => net >= options.minimumOrder).map(({ date }) => date);
  const month = (day: IsoDate) => day.slice(0, 7);
  if (options.entry === 'recurring')
    return passing.filter((day, i) => passing.findIndex((d) => month(d) === month(day)) === i);
  return passing
    .slice(0, 1)
    .filter((day) => options.entry !== 'first_ever' || day === orders[0]?.date);
}

function countedWindows({ acts }: Member, k: number, criterion: string): number[] {
  const all = [...acts.keys()];
  if (k === 0) return [0];
  if (criterion === 'on') return all.filter((a) => a === k);
  if (criterion === 'on_or_before') return all.filter((a) => a >= 1 && a <= k);
  if (criterion === 'on_or_after') return all.filter((a) => a >= k);
  return all.filter((a) => a <= k).length === k + 1 ? [k] : [];
}

function cellValue(own: readonly Member[], k: number, options: CohortRetentionOptions) {
  const { criterion, measure } = options;
  const acting = own.filter((member) => countedWindows(member, k, criterion).length > 0);
  if (measure === 'customers') return shareOf(acting.length, own, { k, options });
  const sales = acting
    .flatMap((member) => countedWindows(member, k, criterion).map((a) => member.acts.get(a) ?? 0))
    .reduce((a, b) => a + b, 0);
  if (measure === 'sum') return sales;
  return acting.length === 0 ? 'no_customers' : sales / acting.length;
}

function shareOf(
  acting: number,
  own: readonly Member[],
  { k, options }: { k: number; options: CohortRetentionOptions },
) {
  if (k === 0) return 1;
  if (options.reference === 'cohort') return acting / own.length;
  const before = own.filter((m) => countedWindows(m, k - 1, options.criterion).length > 0).length;
  return before === 0 ? 'no_customers' : acting / before;
}
