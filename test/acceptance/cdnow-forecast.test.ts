import { expect } from 'vitest';
import { CDNOW_CONFIGURATION, CDNOW_FILE } from './cdnow-configuration.ts';
import { type ConfiguredRun, ranBefore } from './configured-run.ts';
import { dayOf, monthNumber, type PlainCustomer, plainCdnow } from './plain-cdnow.ts';
import { fitsOf, forecastOf, historyAt } from './plain-forecast.ts';
import { itWith, sharedFile } from './shared-files.ts';
import type { WrittenFigure } from './written-report.ts';

const COHORTS = ['1997-01', '1997-02', '1997-03'];
const YEARLY_RATE = 0.1;
const HORIZON = 'horizon=365 d';

interface Forecast {
  readonly customers: number;
  readonly purchases: number;
  readonly lifetimeValue: number;
}

/** Customer by customer from the parameters of `models.json`, with unrounded days. Means a customer. */
function plainForecast(
  run: ConfiguredRun,
  customers: readonly PlainCustomer[],
  cut: string,
): Forecast {
  const models = fitsOf(run.models);
  let [known, purchases, lifetimeValue] = [0, 0, 0];
  for (const customer of customers) {
    const history = historyAt(customer, dayOf(cut));
    if (history === null) continue;
    const forecast = forecastOf(models, history, YEARLY_RATE);
    known += 1;
    purchases += forecast.purchases;
    lifetimeValue += forecast.lifetimeValue;
  }
  return {
    customers: known,
    purchases: purchases / known,
    lifetimeValue: lifetimeValue / known,
  };
}

/** Predicted CLV and expected purchases as written, and how far they are from the plain ones. */
function errorsOf(
  run: ConfiguredRun,
  name: Pick<WrittenFigure, 'period' | 'scope'>,
  plain: Forecast,
): number[] {
  const written = (options: string) => run.figure({ metric: 'clv-predicted', options, ...name });
  const value = written(HORIZON);
  const purchases = written(`${HORIZON}; part=expected-purchases`);
  expect(value.customers ?? plain.customers).toBe(plain.customers);
  expect(purchases.customers).toBe(plain.customers);
  return [
    (value.value ?? Number.NaN) / plain.lifetimeValue - 1,
    (purchases.value ?? Number.NaN) / plain.purchases - 1,
  ];
}

const largest = (errors: readonly number[]) => Math.max(...errors.map(Math.abs));

const needs = [CDNOW_FILE];
const itOnCdnow = itWith(needs);
const weekly = ranBefore({ configuration: CDNOW_CONFIGURATION, asOf: null, needs });
const exact = ranBefore({
  configuration: `${CDNOW_CONFIGURATION}
privacy: { snapshot: exact }
models: { binning: exact }
`,
  asOf: null,
  needs,
});

interface Cut {
  readonly day: string;
  readonly period: string;
}

/** Of everyone at one cut and of each cohort at another. */
function allErrors(run: ConfiguredRun, cuts: { readonly everyone: Cut; readonly cohorts: Cut }) {
  const customers = plainCdnow(sharedFile(CDNOW_FILE), '1998-07-01');
  const { everyone, cohorts } = cuts;
  return [
    ...errorsOf(
      run,
      { period: everyone.period, scope: {} },
      plainForecast(run, customers, everyone.day),
    ),
    ...COHORTS.flatMap((cohort) => {
      const members = customers.filter((customer) => customer.cohort === monthNumber(cohort));
      const name = { period: cohorts.period, scope: { cohort } };
      return errorsOf(run, name, plainForecast(run, members, cohorts.day));
    }),
  ];
}

itOnCdnow('on whole weeks, is within 0.25 % of the sum over customers without rounding', () => {
  const errors = allErrors(weekly(), {
    everyone: { day: '1998-06-29', period: '1998-W26' },
    cohorts: { day: '1998-04-01', period: '1998-Q1' },
  });
  expect(errors).toHaveLength(8);
  expect(largest(errors)).toBeLessThan(2.5e-3);
});

itOnCdnow('without rounding, is the sum over customers to a millionth', () => {
  const errors = allErrors(exact(), {
    everyone: { day: '1998-07-01', period: '1998-W27' },
    cohorts: { day: '1998-07-01', period: '1998-Q2' },
  });
  expect(errors).toHaveLength(8);
  expect(largest(errors)).toBeLessThan(1e-6);
  expect(exact().record.state).toBe('ANALYSIS');
});
