import * as z from 'zod';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';
import { transactionModel } from '#lib/models/transaction-models.ts';
import type { ScoreModels } from './predict-histories.ts';

const valueParameters = z.object({ p: z.number(), q: z.number(), gamma: z.number() });

/** What a run's own records of its models score customers by; null where it forecasts no purchases. */
export function scoreModels(records: readonly FittedModel[]): ScoreModels | null {
  const purchases = records.find(({ id }) => id === 'purchases');
  const value = records.find(({ id }) => id === 'value');
  if (!purchases || purchases.model === 'gamma-gamma' || !value) return null;
  return {
    model: transactionModel(purchases.model),
    purchases,
    calibration: purchases.backtest?.calibration ?? 1,
    time: purchaseTime(purchases.calendar),
    value: { parameters: valueParameters.parse(value.parameters) },
    daysPerUnit: purchases.unit === 'week' ? 7 : 1,
  };
}
