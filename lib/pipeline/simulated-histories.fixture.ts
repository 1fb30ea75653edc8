import { historyAt, simulatePurchaseTimes } from '#lib/models/bg-nbd/simulate.ts';
import { simulateValues } from '#lib/models/gamma-gamma/simulate.ts';
import type { ValueGroup } from '#lib/models/history.ts';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import type { FitPlan } from './fit-models.ts';
import type { HistoryLoader, HistoryReach } from './histories/history-loader.ts';

const PURCHASES = { r: 0.6, alpha: 6, a: 0.8, b: 2.4 };
const VALUES = { p: 6, q: 4, gamma: 15 };
export const SIMULATED_AS_OF: IsoDate = '2026-11-16';

export const SIMULATED_PLAN: FitPlan = {
  asOf: SIMULATED_AS_OF,
  closeDate: '2026-10-05',
  unit: 'week',
  horizonDays: 365,
  discountRateYear: 0.1,
  margin: 0.4,
  seed: 'run',
  minCustomers: 10,
};

/** A customer known at the end of observation: age then, times of repeats after entry in weeks, and their values. */
interface Simulated {
  readonly age: number;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export function simulatedCustomers(count: number, seed = 'histories'): readonly Simulated[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const age = Math.ceil(60 * random());
    const times = simulatePurchaseTimes(PURCHASES, age, random);
    return { age, times, values: simulateValues(VALUES, times.length, random) };
  });
}

/** What a fake loader was asked, in the order of the questions. */
export type Asked = readonly [question: keyof HistoryLoader, cut?: IsoDate];

const weeksTo = (cut: IsoDate): number =>
  (Date.parse(SIMULATED_AS_OF) - Date.parse(cut)) / (7 * 86_400_000);

/** Every customer a group of its own; even ones are of the segment `country:IE`, odd ones of `country:FR`. */
export function simulatedLoader(
  customers: readonly Simulated[],
  change: Partial<HistoryLoader> & { readonly reached?: Partial<HistoryReach> } = {},
): HistoryLoader & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const known = (cut: IsoDate) =>
    customers.flatMap(({ age, times, values }, i) =>
      age < weeksTo(cut)
        ? []
        : [{ i, past: historyAt(age - weeksTo(cut), times), age, times, values }],
    );
  const groups = (cut: IsoDate, scopeOf: (i: number) => string) =>
    known(cut).map(({ i, past, values }) => {
      const mean = meanOf(values.slice(0, past.frequency));
      return { ...past, scope: scopeOf(i), customers: 1, sumMean: mean, sumSquaredMean: mean ** 2 };
    });
  const answer = async <T>(question: Asked, rows: T): Promise<T> => {
    asked.push(question);
    return rows;
  };
  return {
    asked,
    histories: (cut) =>
      answer(
        ['histories', cut],
        groups(cut, () => 'all:all'),
      ),
    reportedHistories: async (_, fitted) => fitted,
    scopedHistories: (cut) =>
      answer(
        ['scopedHistories', cut],
        groups(cut, (i) => `country:${i % 2 === 0 ? 'IE' : 'FR'}`),
      ),
    values: (cut) => answer(['values', cut], valuesOf(known(cut))),
    holdout: ({ cut, until }) =>
      answer(
        ['holdout', cut],
        known(cut).map(({ i, past, age, times }) => {
          const end = age - weeksTo(until);
          const holdoutPurchases = times.filter((time) => time <= end).length - past.frequency;
          return { ...past, scope: String(i % 4), customers: 1, holdoutPurchases };
        }),
      ),
    purchases: (cut) => answer(['purchases', cut], binnedPurchases(known(cut))),
    reach: () => answer(['reach'], reachOf(customers, change.reached)),
    ...change,
  };
}

function reachOf(
  customers: readonly Simulated[],
  { historyDays = 420, ...reached }: Partial<HistoryReach> = {},
): HistoryReach {
  const from = addDays(SIMULATED_AS_OF, -historyDays);
  return { from, historyDays, daysSinceLastOrder: 0, customers: customers.length, ...reached };
}

/** By whole weeks of the ages that first buyers of the time have. */
function binnedPurchases(
  known: readonly { readonly past: { readonly age: number }; readonly times: readonly number[] }[],
) {
  const purchases: number[] = [];
  for (const { past, times } of known) {
    for (const time of [0, ...times.filter((own) => own <= past.age)]) {
      const at = Math.round(past.age - time);
      purchases[at] = (purchases[at] ?? 0) + 1;
    }
  }
  return { bin: 1, binsPerBlock: 4, purchases: Array.from(purchases, (count) => count ?? 0) };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const valuesOf = (
  known: readonly { readonly past: { frequency: number }; readonly values: readonly number[] }[],
): ValueGroup[] =>
  known
    .filter(({ past }) => past.frequency > 0)
    .map(({ past: { frequency }, values }) => {
      const mean = meanOf(values.slice(0, frequency));
      return { frequency, customers: 1, sumMean: mean, sumLogMean: Math.log(mean) };
    });
