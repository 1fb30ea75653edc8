import * as z from 'zod';
import { FIT_REFUSALS } from '#lib/models/fit.ts';
import type { ScopeForecast } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import type { ReportForecasts } from '../forecast-reports.ts';
import { artefact, mapOf } from './artefact.ts';
import { estimate } from './estimate.ts';
import { fittedModel, fittedRetention } from './fitted-model.ts';
import { subscriptionOutcome } from './subscription-outcome.ts';

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
      ...FIT_REFUSALS,
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
export const FORECAST_RUN = artefact<ReportForecasts>(
  'forecast-run',
  z.strictObject({
    models: z.array(fittedModel),
    forecast,
    warnings: z.array(z.string()),
    subscriptions: subscriptionOutcome,
    retention: z.array(fittedRetention),
  }),
);
