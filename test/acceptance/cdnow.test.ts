import { expect } from 'vitest';
import { CDNOW_AGES, CDNOW_CONFIGURATION, CDNOW_FILE } from './cdnow-configuration.ts';
import { ranBefore } from './configured-run.ts';
import { dayOf, flowOf, type PlainCohort, plainCdnow, plainCohort } from './plain-cdnow.ts';
import { itWith, sharedFile } from './shared-files.ts';

const needs = [CDNOW_FILE];
const itOnCdnow = itWith(needs);
const run = ranBefore({ configuration: CDNOW_CONFIGURATION, asOf: null, needs });
const inMarch = ranBefore({ configuration: CDNOW_CONFIGURATION, asOf: '1997-03-12', needs });

const COHORTS = ['1997-01', '1997-02', '1997-03'];
const WEEK = '1998-W26';
const OF = `of=${CDNOW_AGES + 3} cohorts`;
/** The last order is of 1998-06-30, so 1998-06-29 is the last day known to be complete: June 1998 is not ripe. */
const LAST_RIPE_MONTH = 17;

const customersBefore = (day: string) => plainCdnow(sharedFile(CDNOW_FILE), day);

const cohortsOf = (): PlainCohort[] => {
  const customers = customersBefore('1998-06-29');
  return COHORTS.map((label) => plainCohort(customers, label));
};

/** Every cohort at every age, ripe or not: the n-th cohort has lived n months less. */
const placesOf = (cohorts: readonly PlainCohort[]) =>
  cohorts.flatMap((cohort, i) =>
    Array.from({ length: CDNOW_AGES + 1 }, (_, age) => ({
      cohort,
      age,
      isRipe: age + i < LAST_RIPE_MONTH,
      scope: { cohort: cohort.label, age: String(age) },
    })),
  );

/** Sums over the cohorts that are ripe at an age. */
const ripeSum = (cohorts: readonly PlainCohort[], age: number, of: (c: PlainCohort) => number) =>
  cohorts.filter((_, i) => age + i < LAST_RIPE_MONTH).reduce((sum, cohort) => sum + of(cohort), 0);

const sizeOf = ({ members }: PlainCohort): number => members.length;
const AGES = Array.from({ length: CDNOW_AGES + 1 }, (_, age) => age);
const RIPE_AGES = AGES.slice(0, LAST_RIPE_MONTH);

/** Money is written in major units; a missing value is no number. */
const number = (value: number | null): number => value ?? Number.NaN;
const centsOf = (value: number | null): number => Math.round(number(value) * 100);

itOnCdnow('takes every row in, and reports on the last whole week', () => {
  // 69,659 rows, told in hundreds.
  const rows = 69_700;
  expect(run().intake).toEqual([
    { table: 'orders', delivered: rows, accepted: rows, quarantined: 0, duplicates: 0 },
  ]);
  expect(run().record).toMatchObject({ state: 'FINAL', asOf: '1998-06-29', rejects: [] });
});

itOnCdnow('has everyone in one of three cohorts, to the customer', () => {
  const cohorts = cohortsOf();
  expect(cohorts.map(sizeOf)).toEqual([7846, 8476, 7248]);
  for (const { label, members } of cohorts) {
    const options = 'grain=month';
    const name = { metric: 'new-customers', options, period: label, scope: { cohort: label } };
    const size = members.length;
    expect(run().figure(name)).toMatchObject({ value: size, customers: size });
  }
});

itOnCdnow('keeps of each cohort whom the rows show again, to the customer', () => {
  const metric = 'cohort-retention';
  const cohorts = cohortsOf();
  for (const { cohort, age, isRipe, scope } of placesOf(cohorts)) {
    const share = cohort.activeAt(age) / sizeOf(cohort);
    const expected = isRipe ? { value: share, reason: null } : { value: null, reason: 'unripe' };
    const written = run().figure({ metric, period: cohort.label, scope });
    expect(written, `${cohort.label} ${age}`).toMatchObject(expected);
  }
  for (const age of AGES) {
    const active = ripeSum(cohorts, age, (cohort) => cohort.activeAt(age));
    const size = ripeSum(cohorts, age, sizeOf);
    const scope = { age: String(age) };
    const mean = run().figure({ metric, options: `mean=weighted; ${OF}`, period: WEEK, scope });
    expect(mean.value).toBe(size === 0 ? null : active / size);
  }
});

itOnCdnow('keeps of each cohort’s sales what the rows show, to the cent', () => {
  const metric = 'revenue-retention';
  const cohorts = cohortsOf();
  for (const { cohort, age, isRipe, scope } of placesOf(cohorts)) {
    const written = run().figure({ metric, period: cohort.label, scope });
    const cents = number(written.value) * cohort.centsAt(0);
    if (isRipe) expect(cents, `${cohort.label} ${age}`).toBeCloseTo(cohort.centsAt(age), 4);
    else expect(written).toMatchObject({ value: null, reason: 'unripe' });
  }
  for (const age of RIPE_AGES) {
    const kept = ripeSum(cohorts, age, (c) => (sizeOf(c) * c.centsAt(age)) / c.centsAt(0));
    const scope = { age: String(age) };
    const mean = run().figure({ metric, options: `mean=weighted; ${OF}`, period: WEEK, scope });
    expect(mean.value).toBeCloseTo(kept / ripeSum(cohorts, age, sizeOf), 12);
  }
});

itOnCdnow('has observed in each month of life what the rows add up to, to the cent', () => {
  const metric = 'clv-historic';
  const cohorts = cohortsOf();
  for (const { cohort, age, isRipe, scope } of placesOf(cohorts)) {
    const written = run().figure({ metric, options: 'grain=month', period: cohort.label, scope });
    const expected = isRipe ? cohort.centsAt(age) : Number.NaN;
    expect(centsOf(number(written.value) * sizeOf(cohort)), `${cohort.label} ${age}`).toBe(
      expected,
    );
  }
  let cumulative = 0;
  for (const age of RIPE_AGES) {
    const cents = ripeSum(cohorts, age, (cohort) => cohort.centsAt(age));
    const size = ripeSum(cohorts, age, sizeOf);
    cumulative += cents / size;
    const [weighted, running] = ['weighted', 'cumulative'].map((mean) => {
      const options = `grain=month; mean=${mean}; ${OF}`;
      return run().figure({ metric, options, period: WEEK, scope: { age: String(age) } }).value;
    });
    expect(centsOf(number(weighted ?? null) * size)).toBe(cents);
    expect(number(running ?? null) * 100).toBeCloseTo(cumulative, 6);
  }
});

itOnCdnow('has observed by fixed ages what the rows add up to, to the cent', () => {
  const metric = 'clv-historic';
  for (const cohort of cohortsOf()) {
    for (const days of [30, 60, 90, 180, 365]) {
      const name = { period: cohort.label, scope: { cohort: cohort.label } };
      const written = run().figure({ metric, options: `age=${days} d`, ...name });
      const cents = centsOf(number(written.value) * sizeOf(cohort));
      expect(cents, `${cohort.label} ${days} d`).toBe(cohort.centsBy(days));
    }
  }
});

itOnCdnow('has as many who came back within 90 days as the rows', () => {
  for (const cohort of cohortsOf()) {
    const name = { period: cohort.label, scope: { cohort: cohort.label } };
    const written = run().figure({ metric: 'repeat-rate', options: 'age=90 d', ...name });
    expect(written.value).toBe(cohort.repeatersBy(90) / sizeOf(cohort));
  }
});

const weeks = [
  [WEEK, '1998-06-22'],
  ['1998-W25', '1998-06-15'],
  ['1997-W26', '1997-06-23'],
] as const;

itOnCdnow('shows the compared weeks as the rows add up, to the cent and to the customer', () => {
  const customers = customersBefore('1998-06-29');
  for (const [period, monday] of weeks) {
    const from = dayOf(monday);
    const week = flowOf(customers, from, from + 7);
    const month = flowOf(customers, from - 21, from + 7);
    const written = (metric: string, options = '') => run().figure({ metric, options, period });
    for (const line of ['discounted-sales', 'net-sales', 'contribution'])
      expect(centsOf(written('money-ladder', `line=${line}`).value), line).toBe(week.cents);
    for (const line of ['gross-sales', 'discounts', 'refunds', 'shipping']) {
      const unknown = written('money-ladder', `line=${line}`);
      expect(unknown, line).toMatchObject({ value: null, reason: 'missing_input' });
    }
    expect(written('active-customers', 'window=week').value).toBe(week.customers);
    expect(written('active-customers', 'window=28 d').value).toBe(month.customers);
    expect(written('apv').value).toBeCloseTo(week.cents / 100 / week.orders, 10);
    expect(written('purchase-frequency').value).toBe(week.orders / week.customers);
    expect(written('customer-value').value).toBeCloseTo(week.cents / 100 / week.customers, 10);
    expect(written('new-customers').value).toBe(0);
  }
});

itOnCdnow('tells new from returning customers while new ones still came', () => {
  expect(inMarch().record.asOf).toBe('1997-03-10');
  const from = dayOf('1997-03-03');
  const week = flowOf(customersBefore('1997-03-10'), from, from + 7);
  const value = (metric: string, options = '') =>
    inMarch().figure({ metric, options, period: '1997-W10' }).value;
  expect(week.returning).toBeGreaterThan(100);
  expect(value('new-customers')).toBe(week.firstTime);
  expect(value('returning-share')).toBe(week.returning / week.customers);
  expect(value('active-customers', 'window=week')).toBe(week.customers);
});
