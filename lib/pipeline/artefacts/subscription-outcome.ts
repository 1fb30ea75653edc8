import * as z from 'zod';
import type { SubscriptionValue } from '#lib/models/contractual-value/forecast-subscriptions.ts';
import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import { FIT_REFUSALS } from '#lib/models/fit.ts';
import { mapOf } from './artefact.ts';
import { estimate } from './estimate.ts';

const value = z.strictObject({
  scope: z.string(),
  subscribers: z.number(),
  perSubscriber: estimate,
  newSubscriber: estimate,
}) satisfies z.ZodType<SubscriptionValue>;

const choice = z.strictObject({
  renewalMonths: z.union([z.literal(1), z.literal(3), z.literal(12)]),
  model: z.enum(['sbg', 'bdw']),
  heldOut: z.int(),
  bias: z.number().nullable(),
});

/** The value of subscribers, or why there is none. */
export const subscriptionOutcome = z.union([
  z.null(),
  z.strictObject({
    refused: z.enum([
      ...FIT_REFUSALS,
      'too-few-subscribers',
      'too-few-lost-subscribers',
      'history-too-short',
    ]),
  }),
  z.strictObject({
    models: z.array(choice),
    everyone: value.nullable(),
    scopes: mapOf(value),
  }),
]) satisfies z.ZodType<SubscriptionOutcome>;
