import { expect, it } from 'vitest';
import { bgNbdModel } from '../bg-nbd/model.ts';
import { chooseForecast } from '../choice/choose-forecast.ts';
import { holdoutAt } from '../choice/shops.fixture.ts';
import { fitted } from '../fitted.fixture.ts';
import { lawOfFit } from '../transaction-model.ts';
import { estimateCalendar } from './estimate-calendar.ts';
import { purchaseTime } from './purchase-time.ts';
import { SEASONAL_LAW, seasonal, simulatedShop, WEEKS } from './seasonal-shop.fixture.ts';

const season = simulatedShop(seasonal);

it('recovers the factors and the parameters of a simulated shop', () => {
  const { groups, activity } = holdoutAt(season, WEEKS, 0);
  const plain = lawOfFit(bgNbdModel, fitted(bgNbdModel.fit(groups)));
  if (activity === null) throw new Error('activity');
  const calendar = estimateCalendar(plain, activity);
  const timed = purchaseTime(calendar).histories(groups);
  const { parameters } = fitted(bgNbdModel.fit(timed));

  expect(calendar.past).toHaveLength(Math.ceil((WEEKS + 1) / 4));
  const told = calendar.past.slice(0, 26).map((factor, ago) => {
    const weeks = [1, 2, 3, 4].map((week) => seasonal(WEEKS - 4 * ago - week));
    return Math.log(factor / (weeks.reduce((sum, own) => sum + own, 0) / 4));
  });
  // Up to a common factor, which alpha takes.
  const level = told.reduce((sum, own) => sum + own, 0) / told.length;
  expect(Math.max(...told.map((own) => Math.abs(own - level)))).toBeLessThan(0.12);
  const { r = 0, alpha = 0, a = 0, b = 0 } = parameters;
  expect(r / SEASONAL_LAW.r).toBeCloseTo(1, 0.7);
  expect((alpha * Math.exp(level)) / SEASONAL_LAW.alpha).toBeCloseTo(1, 0.7);
  expect(a / (a + b) / (SEASONAL_LAW.a / (SEASONAL_LAW.a + SEASONAL_LAW.b))).toBeCloseTo(1, 0.7);
});

it('is switched on where a season comes back, and then misses less', async () => {
  const cuts = [104, 117, 130].map((week) => holdoutAt(season, week, 13));
  const choice = await chooseForecast(cuts);
  expect(choice.hasCalendar).toBe(true);
  const [plain, timed] = [false, true].map((hasCalendar) =>
    choice.candidates.find((own) => own.model === choice.model && own.hasCalendar === hasCalendar),
  );
  const missOf = (own: typeof plain) =>
    (own?.cuts ?? []).reduce((sum, { bias }) => sum + Math.abs(bias ?? 1), 0) / cuts.length;
  expect(missOf(timed)).toBeLessThan(0.5 * missOf(plain));
});

it('stays off where every week is like any other', async () => {
  const even = simulatedShop(() => 1);
  const choice = await chooseForecast([104, 117, 130].map((week) => holdoutAt(even, week, 13)));
  expect(choice.hasCalendar).toBe(false);
  expect(choice.candidates.some(({ hasCalendar }) => hasCalendar)).toBe(true);
});
