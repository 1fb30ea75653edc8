import { expect, it } from 'vitest';
import { ranBefore } from './configured-run.ts';
import { dayOf, flowOf, plainCdnow, plainCohort } from './plain-cdnow.ts';
import { describeWith, sharedFile } from './shared-files.ts';

const FILE = 'data/cdnow_master.csv';
const AGES = 17;
const COHORTS = ['1997-01', '1997-02', '1997-03'];
/** The last order is of 1998-06-30, so 1998-06-29 is the last day known to be complete: June 1998 is not ripe. */
const RIPE_AGES = [16, 15, 14];

const CONFIGURATION = `
version: 1
business: { name: Example Shop, currency: USD }
sources:
  orders:
    files: ../shared/${FILE}
    columns: { customer_id: customer_id, ordered_at: date, net_amount: spend, currency: { constant: USD } }
    assumeTimeZone: UTC
    historyComplete: true
reports:
  - { id: weekly, title: Customer value report, cohorts: { grain: month, ages: ${AGES} } }
`;

/** Money is written in major units. */
const centsOf = (value: number | null): number => Math.round((value ?? Number.NaN) * 100);

describeWith([FILE], 'CDNOW, 69,659 rows of four mapped columns', () => {
  const run = ranBefore(CONFIGURATION, null);

  const customers = plainCdnow(sharedFile(FILE), '1998-06-29');
  const cohorts = COHORTS.map((label) => plainCohort(customers, label));
  const places = cohorts.flatMap((cohort, i) =>
    Array.from({ length: AGES + 1 }, (_, age) => ({
      cohort,
      age,
      isRipe: age <= (RIPE_AGES[i] ?? 0),
      scope: { cohort: cohort.label, age: String(age) },
    })),
  );
  const ripe = places.filter(({ isRipe }) => isRipe);
  const atAge = (age: number) => ripe.filter((place) => place.age === age);

  it('takes every row in, and reports on the last whole week', () => {
    const [orders] = run().intake;
    const [delivered, quarantined, duplicates] = [69_659, 0, 0];
    expect(orders).toEqual({
      table: 'orders',
      delivered,
      accepted: delivered,
      quarantined,
      duplicates,
    });
    expect(run().record).toMatchObject({ state: 'FINAL', asOf: '1998-06-29', rejects: [] });
  });

  it('has everyone in one of three cohorts, to the customer', () => {
    expect(cohorts.map(({ members }) => members.length)).toEqual([7846, 8476, 7248]);
    for (const { label, members } of cohorts) {
      const options = 'grain=month';
      const name = { metric: 'new-customers', options, period: label, scope: { cohort: label } };
      expect(run().figure(name)).toMatchObject({
        value: members.length,
        customers: members.length,
      });
    }
  });

  it('keeps of each cohort whom the rows show again, to the customer', () => {
    const metric = 'cohort-retention';
    for (const { cohort, age, isRipe, scope } of places) {
      const written = run().figure({ metric, period: cohort.label, scope });
      const expected = isRipe
        ? { value: cohort.activeAt(age) / cohort.members.length, reason: null }
        : { value: null, reason: 'unripe' };
      expect(written, `${cohort.label} ${age}`).toMatchObject(expected);
    }
    for (let age = 0; age <= AGES; age += 1) {
      const own = atAge(age);
      const active = own.reduce((sum, { cohort }) => sum + cohort.activeAt(age), 0);
      const size = own.reduce((sum, { cohort }) => sum + cohort.members.length, 0);
      const mean = run().figure({
        metric,
        options: 'mean=weighted',
        period: '1998-W26',
        scope: { age: String(age) },
      });
      expect(mean.value).toBe(own.length === 0 ? null : active / size);
    }
  });

  it('keeps of each cohort’s sales what the rows show, to the cent', () => {
    const metric = 'revenue-retention';
    for (const { cohort, age, isRipe, scope } of places) {
      const written = run().figure({ metric, period: cohort.label, scope });
      expect(written.reason, `${cohort.label} ${age}`).toBe(isRipe ? null : 'unripe');
      if (!isRipe) continue;
      expect(written.value).toBe(cohort.centsAt(age) / cohort.centsAt(0));
    }
    for (let age = 0; age <= 16; age += 1) {
      const own = atAge(age);
      const kept = own.reduce((sum, { cohort }) => sum + cohort.centsAt(age), 0);
      const first = own.reduce((sum, { cohort }) => sum + cohort.centsAt(0), 0);
      const mean = run().figure({
        metric,
        options: 'mean=weighted',
        period: '1998-W26',
        scope: { age: String(age) },
      });
      expect(mean.value).toBeCloseTo(kept / first, 12);
    }
  });

  it('has observed in each month of life what the rows add up to, to the cent', () => {
    const metric = 'clv-historic';
    let cumulative = 0;
    for (const { cohort, age, scope } of ripe) {
      const written = run().figure({ metric, options: 'grain=month', period: cohort.label, scope });
      const total = (written.value ?? Number.NaN) * cohort.members.length;
      expect(centsOf(total), `${cohort.label} ${age}`).toBe(cohort.centsAt(age));
    }
    for (let age = 0; age <= 16; age += 1) {
      const own = atAge(age);
      const cents = own.reduce((sum, { cohort }) => sum + cohort.centsAt(age), 0);
      const size = own.reduce((sum, { cohort }) => sum + cohort.members.length, 0);
      cumulative += cents / size;
      const mean = (kind: string) =>
        run().figure({
          metric,
          options: `grain=month; mean=${kind}`,
          period: '1998-W26',
          scope: { age: String(age) },
        });
      expect(centsOf((mean('weighted').value ?? Number.NaN) * size)).toBe(cents);
      expect((mean('cumulative').value ?? Number.NaN) * 100).toBeCloseTo(cumulative, 6);
    }
  });

  it('has observed by fixed ages what the rows add up to, to the cent', () => {
    for (const cohort of cohorts) {
      for (const days of [30, 60, 90, 180, 365]) {
        const scope = { cohort: cohort.label };
        const written = run().figure({
          metric: 'clv-historic',
          options: `age=${days} d`,
          period: cohort.label,
          scope,
        });
        const total = (written.value ?? Number.NaN) * cohort.members.length;
        expect(centsOf(total), `${cohort.label} ${days} d`).toBe(cohort.centsBy(days));
      }
    }
  });

  it('has as many who came back within 90 days as the rows', () => {
    for (const cohort of cohorts) {
      const scope = { cohort: cohort.label };
      const written = run().figure({
        metric: 'repeat-rate',
        options: 'age=90 d',
        period: cohort.label,
        scope,
      });
      expect(written.value).toBe(cohort.repeatersBy(90) / cohort.members.length);
    }
  });

  it.each([
    ['1998-W26', '1998-06-22'],
    ['1998-W25', '1998-06-15'],
    ['1997-W26', '1997-06-23'],
  ])('shows the week %s as its rows add up, to the cent and to the customer', (period, monday) => {
    const from = dayOf(monday);
    const week = flowOf(customers, from, from + 7);
    const value = (metric: string, options = '') => run().figure({ metric, options, period }).value;
    for (const line of [
      'gross-sales',
      'discounted-sales',
      'net-sales',
      'net-revenue',
      'contribution',
    ])
      expect(centsOf(value('money-ladder', `line=${line}`)), line).toBe(week.cents);
    expect(run().figure({ metric: 'money-ladder', options: 'line=refunds', period })).toMatchObject(
      {
        value: null,
        reason: 'missing_input',
      },
    );
    expect(value('active-customers', 'window=week')).toBe(week.customers);
    expect(value('active-customers', 'window=28 d')).toBe(
      flowOf(customers, from - 21, from + 7).customers,
    );
    expect(value('apv')).toBeCloseTo(week.cents / 100 / week.orders, 10);
    expect(value('purchase-frequency')).toBe(week.orders / week.customers);
    expect(value('customer-value')).toBeCloseTo(week.cents / 100 / week.customers, 10);
    expect(value('new-customers')).toBe(0);
  });
});

describeWith([FILE], 'CDNOW in March 1997, when new customers still came', () => {
  const run = ranBefore(CONFIGURATION, '1997-03-12');

  it('tells new from returning customers as the rows do', () => {
    expect(run().record.asOf).toBe('1997-03-10');
    const customers = plainCdnow(sharedFile(FILE), '1997-03-10');
    const from = dayOf('1997-03-03');
    const week = flowOf(customers, from, from + 7);
    const period = '1997-W10';
    expect(week.returning).toBeGreaterThan(100);
    expect(run().figure({ metric: 'new-customers', period }).value).toBe(week.firstTime);
    expect(run().figure({ metric: 'returning-share', period }).value).toBe(
      week.returning / week.customers,
    );
    expect(run().figure({ metric: 'active-customers', options: 'window=week', period }).value).toBe(
      week.customers,
    );
  });
});
