import * as z from 'zod';
import type { ScopeForecast } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import type { ForecastRun } from '../fit-models.ts';
import { artefact, mapOf } from './artefact.ts';
import { fittedModel } from './fitted-model.ts';

const estimate = z.strictObject({
  value: z.number(),
  intervals: z.array(z.strictObject({ level: z.number(), low: z.number(), high: z.number() })),
  errors: z.strictObject({ parameters: z.number(), process: z.number(), model: z.number() }),
});

const scopeEstimate = z.strictObject({ total: estimate, perCustomer: estimate });

const scopeForecast = z.strictObject({
  scope: z.string(),
  customers: z.number(),
  purchases: scopeEstimate,
  lifetimeValue: scopeEstimate,
}) satisfies z.ZodType<ScopeForecast>;

const forecast = z.union([
  z.strictObject({
    refused: z.enum([
      'no-repeat-purchases',
      'too-few-customers',
      'mean-value-undefined',
      'parameters-not-identified',
      'too-few-buyers',
      'history-too-short',
      'no-recent-order',
      'too-few-frequent-buyers',
    ]),
  }),
  z.strictObject({
    everyone: scopeForecast,
    scopes: mapOf(scopeForecast),
    holdoutBias: z.number().nullable(),
  }),
]);

/** What `fit-models` hands to `measure`. */
export const FORECAST_RUN = artefact<ForecastRun>(
  'forecast-run',
  z.strictObject({ models: z.array(fittedModel), forecast, warnings: z.array(z.string()) }),
);
