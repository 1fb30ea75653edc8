import { expect, it } from 'vitest';
import { type Random, randomFrom } from '#lib/numerics/random-from.ts';
import { sampleNormal } from '#lib/numerics/sample-normal.ts';
import type { HoldoutGroup } from '../backtest/backtest.ts';
import { historyAt } from '../bg-nbd/simulate.ts';
import { purchaseTime } from '../calendar-effects/purchase-time.ts';
import { wasRefused } from '../fit.ts';
import { SUBJECTS, type Subject } from '../transaction-model.fixture.ts';
import { forecastHoldout, isCovered } from './rolling-origin.fixture.ts';

const HOLDOUT = 26;
const SHOPS_OF_EACH = 100;
/** Customers of a shop: its totals vary by chance and by its fit about as much as by the model's own error. */
const CUSTOMERS = 400;
const RELATIVE_ERROR = 0.1;

/** Customers known for 20 to 50 weeks, and what they buy in the holdout. */
function simulatedShop({ law }: Subject, random: Random): HoldoutGroup[] {
  return Array.from({ length: CUSTOMERS }, () => {
    const age = 20 + Math.floor(30 * random());
    const times = law.simulatePurchaseTimes(age + HOLDOUT, random);
    const past = historyAt(age, times);
    const holdoutPurchases = times.length - past.frequency;
    return { ...past, scope: 'cohort', customers: 1, holdoutPurchases };
  });
}

/**
 * Nominal is: customers act by the model, its parameters are fitted to their past, and what they buy in all is what the
 * model makes of them times a log-normal factor of the relative error that the interval carries.
 */
it('90 % intervals hold 87 to 93 % where the model is true', () => {
  const random = randomFrom('simulated coverage');
  const held = SUBJECTS.flatMap((subject) =>
    Array.from({ length: SHOPS_OF_EACH }, () => {
      const groups = simulatedShop(subject, random);
      const purchases = subject.model.fit(groups);
      if (wasRefused(purchases)) throw new Error(purchases.refused);
      const how = {
        model: subject.model,
        purchases,
        calibration: 1,
        time: purchaseTime(null),
        errorDegrees: Number.POSITIVE_INFINITY,
      };
      const error = Math.exp(RELATIVE_ERROR * sampleNormal(random));
      const cut = { cut: 'simulated', holdout: HOLDOUT, groups, activity: null };
      const all = forecastHoldout(cut, { ...how, relativeError: RELATIVE_ERROR });
      return all
        .slice(0, 1)
        .every((total) => isCovered({ ...total, actual: error * total.actual }));
    }),
  );
  const share = held.filter(Boolean).length / held.length;
  expect(share).toBeGreaterThan(0.87);
  expect(share).toBeLessThan(0.93);
});
