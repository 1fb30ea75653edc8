import * as z from 'zod';
import type { FittedModel } from '#lib/models/fitted-model.ts';

const backtest = z.strictObject({
  cuts: z.array(
    z.strictObject({
      holdout: z.number(),
      customers: z.number(),
      actual: z.number(),
      predicted: z.number(),
      bias: z.number().nullable(),
      mae: z.number(),
      rmse: z.number(),
      relativeError: z.number(),
    }),
  ),
  relativeError: z.number(),
});

export const fittedModel = z.strictObject({
  id: z.string(),
  model: z.enum(['bg-nbd', 'gamma-gamma']),
  unit: z.enum(['day', 'week']),
  scope: z.string(),
  window: z.strictObject({ from: z.string(), to: z.string() }),
  backtest: backtest.nullable(),
  parameters: z.record(z.string(), z.number()),
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
  logLikelihood: z.number(),
  customers: z.number(),
  groups: z.number(),
  converged: z.boolean(),
  iterations: z.number(),
  ridge: z.number(),
}) satisfies z.ZodType<FittedModel>;
