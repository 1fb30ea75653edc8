import { expect, it } from 'vitest';
import {
  seasonal,
  simulatedShop,
  WEEKS,
} from '#lib/models/calendar-effects/seasonal-shop.fixture.ts';
import { isForecast } from '#lib/models/forecast.ts';
import { dayOf } from '../../test/acceptance/plain-cdnow.ts';
import { fitsOf, forecastOf } from '../../test/acceptance/plain-forecast.ts';
import { fitModels } from './fit-models.ts';
import { SIMULATED_AS_OF, SIMULATED_PLAN, simulatedLoader } from './simulated-histories.fixture.ts';

/** A shop of three years with a season, and what repeats were worth. */
const customers = simulatedShop(seasonal, 2_000).customers.map((days) => {
  const [first = 0, ...repeats] = days;
  const times = repeats.map((day) => (day - first) / 7);
  return { age: (7 * WEEKS - 1 - first) / 7, times, values: times.map((_, i) => 10 + (i % 3)) };
});
const load = simulatedLoader(customers, { reached: { historyDays: 7 * WEEKS } });
const { forecast, models } = await fitModels(load, SIMULATED_PLAN);
if (!isForecast(forecast)) throw new Error(forecast.refused);

it('reads histories in the time of a calendar where a season comes back', () => {
  const [purchases] = models;
  expect(models.map(({ id, calendar }) => [id, calendar === null])).toEqual([
    ['purchases', false],
    ['value', true],
    ['baseline', true],
  ]);
  expect(purchases?.backtest?.hasCalendar).toBe(true);
  expect(purchases?.calendar).toMatchObject({ block: 4, year: { length: 13 } });
});

const isEven = (_: unknown, i: number) => i % 2 === 0;

it.each([
  { of: 'everyone', day: SIMULATED_AS_OF, members: customers, found: forecast.everyone },
  {
    of: 'a segment at the close',
    day: SIMULATED_PLAN.closeDate,
    members: customers.filter(isEven),
    found: forecast.scopes.get('country:IE') ?? expect.fail('no segment'),
  },
])(
  'forecasts $of as the plain formulas in the time of the calendar do',
  ({ day, members, found }) => {
    const fits = fitsOf(models);
    const cut = dayOf(day);
    const since = (dayOf(SIMULATED_AS_OF) - cut) / 7;
    const known = members.filter(({ age }) => age >= since);
    let [purchases, value] = [0, 0];
    for (const { age, times, values } of known) {
      const seen = times.filter((time) => time <= age - since);
      const spent = values.slice(0, seen.length).reduce((sum, own) => sum + own, 0);
      const mean = spent / Math.max(1, seen.length);
      const history = { x: seen.length, tx: seen.at(-1) ?? 0, T: age - since, mean, cut };
      const plain = forecastOf(fits, history, 0.1);
      purchases += plain.purchases;
      value += 0.4 * plain.lifetimeValue;
    }
    expect(found.customers).toBe(known.length);
    expect(found.purchases.total.value / purchases).toBeCloseTo(1, 8);
    expect(found.lifetimeValue.total.value / value).toBeCloseTo(1, 8);
  },
);
