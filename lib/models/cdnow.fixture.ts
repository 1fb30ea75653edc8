import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'vitest';
import * as z from 'zod';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { ValueGroup } from './history.ts';
import type { ScopedGroup } from './lifetime-value/forecast-models.ts';

const shared = (path: string) => resolve(process.cwd(), '../shared', path);

/** The published data and truth files lie outside the project; tests that need them are skipped without. */
const TRUTH_PRESENT = existsSync(shared('truth')) && existsSync(shared('data'));

export const itOnCdnow: (name: string, test: () => void) => void = (name, test) =>
  it.skipIf(!TRUTH_PRESENT)(`${name} (needs ../shared/truth and ../shared/data)`, test);

/** One of the truth files, parsed by the given shape. */
export const readTruth = <T>(name: string, shape: z.ZodType<T>): T =>
  shape.parse(JSON.parse(readFileSync(shared(`truth/${name}.json`), 'utf8')));

/** Truth files hold long decimals as text. */
export const decimal = z.union([z.string(), z.number()]).transform(Number);

/** The published optima. */
export const BG_NBD = {
  r: 0.24259452243015708,
  alpha: 4.413602019013504,
  a: 0.7929220172255975,
  b: 2.425906776826332,
};
export const GAMMA_GAMMA = {
  p: 6.249572271323754,
  q: 3.744224667132025,
  gamma: 15.443520962589245,
};

/** Relative distance of two numbers. */
export const relative = (actual: number, expected: number): number =>
  Math.abs(actual / expected - 1);

const CALIBRATION_END = dayOf('1997-09-30');

export interface CdnowCustomer {
  readonly id: string;
  readonly history: ScopedGroup & { readonly holdoutPurchases: number };
}

/**
 * Customers of the CDNOW 1/10 sample: orders of one day merged, weeks = days/7, T = (1997-09-30 − first order)/7,
 * holdout to 1998-06-30. Values in dollars; all in the scope `sample`.
 */
export function cdnowCustomers(): CdnowCustomer[] {
  const lines = readFileSync(shared('data/cdnow_sample.csv'), 'utf8').trim().split('\n').slice(1);
  const orders = lines.map((line) => {
    const [, id = '', date = '', , spend = ''] = line.split(',');
    return { id, day: dayOf(date), spend: Number(spend) };
  });
  return [...groupBy(orders, (order) => order.id)].map(([id, own]) => {
    const byDay = [...groupBy(own, (order) => order.day)].sort(([x], [y]) => x - y);
    const seen = byDay.filter(([day]) => day <= CALIBRATION_END);
    const first = seen[0]?.[0] ?? 0;
    const last = seen.at(-1)?.[0] ?? 0;
    const frequency = seen.length - 1;
    const repeats = seen.slice(1).flatMap(([, sameDay]) => sameDay);
    const mean = repeats.reduce((sum, order) => sum + order.spend, 0) / Math.max(1, frequency);
    const history = {
      scope: 'sample',
      frequency,
      recency: (last - first) / 7,
      age: (CALIBRATION_END - first) / 7,
      customers: 1,
      sumMean: mean,
      sumSquaredMean: mean * mean,
      holdoutPurchases: byDay.length - seen.length,
    };
    return { id, history };
  });
}

export function mergeHistories(customers: readonly CdnowCustomer[]): ScopedGroup[] {
  const same = groupBy(customers, ({ history: { frequency, recency, age } }) =>
    [frequency, recency, age].join(' '),
  );
  return [...same.values()].flatMap((members) =>
    members.slice(0, 1).map(({ history }) => ({
      ...history,
      customers: members.length,
      sumMean: members.reduce((sum, member) => sum + member.history.sumMean, 0),
      sumSquaredMean: members.reduce((sum, member) => sum + member.history.sumSquaredMean, 0),
    })),
  );
}

/** Value groups in bins of `step` of ln m (0.05: 5 %); one customer a group without a step. */
export function valueGroups(customers: readonly CdnowCustomer[], step?: number): ValueGroup[] {
  const valued = customers.filter(({ history }) => history.sumMean > 0);
  const binOf = ({ id, history }: CdnowCustomer) =>
    step ? `${history.frequency} ${Math.floor(Math.log(history.sumMean) / step)}` : id;
  return [...groupBy(valued, binOf).values()].map((members) => ({
    frequency: members[0]?.history.frequency ?? 0,
    customers: members.length,
    sumMean: members.reduce((sum, { history }) => sum + history.sumMean, 0),
    sumLogMean: members.reduce((sum, { history }) => sum + Math.log(history.sumMean), 0),
  }));
}

function dayOf(date: string): number {
  return Date.parse(date) / 86_400_000;
}
