import { expect, it } from 'vitest';
import { bgNbdModel } from '#lib/models/bg-nbd/model.ts';
import { estimateCalendar } from '#lib/models/calendar-effects/estimate-calendar.ts';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import { shopActivity } from '#lib/models/calendar-effects/shop-activity.ts';
import { UNTESTED } from '#lib/models/choice/choose-forecast.ts';
import { fitted } from '#lib/models/fitted.fixture.ts';
import { lawOfFit } from '#lib/models/transaction-model.ts';
import { chosenFit } from './chosen-fit.ts';
import {
  SIMULATED_AS_OF,
  simulatedCustomers,
  simulatedLoader,
} from './simulated-histories.fixture.ts';

const load = simulatedLoader(simulatedCustomers(1_200));
const groups = await load.histories(SIMULATED_AS_OF);
const bins = (await load.purchases(SIMULATED_AS_OF)) ?? expect.fail('no bins');
const baseline = fitted(bgNbdModel.fit(groups));
/** Twice as much was sold in the last four weeks as is true. */
const sold = shopActivity(groups, {
  ...bins,
  purchases: bins.purchases.map((count, ago) => (ago < 4 ? 2 * count : count)),
});
const seasonal = { ...UNTESTED, hasCalendar: true };

it('reads the histories in the time of the calendar where the choice says so', () => {
  const calendar = estimateCalendar(lawOfFit(bgNbdModel, baseline), sold);
  const { purchases, ...chosen } = chosenFit(seasonal, { groups, activity: sold }, baseline);
  expect(chosen).toEqual({ choice: seasonal, model: bgNbdModel, calendar });
  expect(calendar.past[0]).toBeGreaterThan(1.5);
  expect(purchases).toEqual(bgNbdModel.fit(purchaseTime(calendar).histories(groups)));
  expect(purchases).not.toEqual(baseline);
});

it.each([
  ['nothing speaks for it', UNTESTED, sold],
  ['the days of purchases are not known', seasonal, null],
])('and in that of the clock where %s', (_, choice, activity) => {
  const chosen = chosenFit(choice, { groups, activity }, baseline);
  expect(chosen).toEqual({ choice, model: bgNbdModel, purchases: baseline, calendar: null });
});
