import { bgNbdModel } from '#lib/models/bg-nbd/model.ts';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import { fitOf } from '#lib/models/fitted.fixture.ts';
import { monthlyHorizon } from '#lib/models/lifetime-value/horizon.ts';
import type { ScoreModels } from './predict-histories.ts';
import type { ScorePlan } from './write-scores.ts';

// CDNOW's parameters, in weeks and in units of money.
export const PURCHASES = { r: 0.2425945224, alpha: 4.413602019, a: 0.7929220172, b: 2.425906777 };
export const VALUE = { p: 6.249572271, q: 3.744224667, gamma: 15.443520963 };
export const MODELS = {
  model: bgNbdModel,
  purchases: fitOf(PURCHASES),
  calibration: 1.07,
  time: purchaseTime(null),
  value: fitOf(VALUE),
  daysPerUnit: 7,
} satisfies ScoreModels;
export const PLAN: ScorePlan = {
  binDays: 1,
  horizon: monthlyHorizon(0.1),
  margin: 0.4,
  tiers: 'quantiles',
  expiresOn: '2026-12-16',
};
