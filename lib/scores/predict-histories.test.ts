import { expect, it } from 'vitest';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import { fitOf } from '#lib/models/fitted.fixture.ts';
import { predictHistories } from './predict-histories.ts';
import { MODELS, PLAN, PURCHASES } from './score-models.fixture.ts';

it('predicts in the time of the calendar: twice as fast is as half the rate', () => {
  const { alpha } = PURCHASES;
  const purchases = fitOf({ ...PURCHASES, alpha: 2 * alpha });
  const twice = { block: 4, past: Array.from({ length: 50 }, () => 2), year: [2] };
  const timed = { ...MODELS, purchases, time: purchaseTime(twice) };
  const known = [
    { frequency: 3, recency: 200, age: 300 },
    { frequency: 0, recency: 0, age: 90 },
  ];
  const expected = predictHistories(known, MODELS, PLAN);
  for (const [i, found] of predictHistories(known, timed, PLAN).entries()) {
    const own = expected[i] ?? expect.fail('as many predictions');
    expect(found).toMatchObject(known[i] ?? {});
    expect(found.probabilityAlive).toBeCloseTo(own.probabilityAlive, 10);
    expect(found.expectedPurchases).toBeCloseTo(own.expectedPurchases, 10);
    expect(found.discountedPurchases).toBeCloseTo(own.discountedPurchases, 10);
  }
});
