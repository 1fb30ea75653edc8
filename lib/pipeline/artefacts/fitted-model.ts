import * as z from 'zod';
import type { Calendar } from '#lib/models/calendar-effects/calendar.ts';
import type { ForecastChoice } from '#lib/models/choice/choose-forecast.ts';
import type { FittedRetention } from '#lib/models/contractual-value/fitted-retention.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';

const purchaseModel = z.enum(['bg-nbd', 'mbg-nbd', 'pareto-nbd']);

const cut = z.strictObject({
  cut: z.string(),
  calibration: z.number(),
  holdout: z.number(),
  customers: z.number(),
  actual: z.number(),
  predicted: z.number(),
  bias: z.number().nullable(),
  mae: z.number(),
  rmse: z.number(),
  relativeError: z.number(),
});

const candidate = z.strictObject({
  model: purchaseModel,
  hasCalendar: z.boolean(),
  cuts: z.array(z.strictObject({ cut: z.string(), bias: z.number().nullable(), rmse: z.number() })),
});

const choice = z.strictObject({
  model: purchaseModel,
  hasCalendar: z.boolean(),
  calibration: z.number(),
  relativeError: z.number(),
  errorDegrees: z.number(),
  cuts: z.array(cut),
  candidates: z.array(candidate),
}) satisfies z.ZodType<ForecastChoice>;

const calendar = z.strictObject({
  block: z.number(),
  past: z.array(z.number()),
  year: z.array(z.number()),
}) satisfies z.ZodType<Calendar>;

const numbers = {
  parameters: z.record(z.string(), z.number()),
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
  logLikelihood: z.number(),
  customers: z.number(),
  groups: z.number(),
  converged: z.boolean(),
  iterations: z.number(),
  ridge: z.number(),
};

export const fittedModel = z.strictObject({
  id: z.string(),
  model: z.enum([...purchaseModel.options, 'gamma-gamma']),
  unit: z.enum(['day', 'week']),
  scope: z.string(),
  window: z.strictObject({ from: z.string(), to: z.string() }),
  backtest: choice.nullable(),
  calendar: calendar.nullable(),
  ...numbers,
}) satisfies z.ZodType<FittedModel>;

export const fittedRetention = z.strictObject({
  id: z.enum(['retention-month', 'retention-quarter', 'retention-year']),
  model: z.enum(['sbg', 'bdw']),
  unit: z.enum(['month', 'quarter', 'year']),
  scope: z.literal('all'),
  to: z.string(),
  holdout: z.strictObject({
    renewals: z.int(),
    customers: z.number(),
    actual: z.number(),
    predicted: z.number(),
    bias: z.number().nullable(),
  }),
  ...numbers,
}) satisfies z.ZodType<FittedRetention>;

/** A record of `models.json`. */
export const runModel = z.union([fittedModel, fittedRetention]);
