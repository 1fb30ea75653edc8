import * as z from 'zod';
import type { NaReason, Unit } from '#lib/privacy/figure.ts';

export const naReason = z.enum([
  'no_customers',
  'no_churn',
  'unripe',
  'withheld',
  'missing_input',
  'provisional',
  'not_positive',
  'not_reached',
]) satisfies z.ZodType<NaReason>;

/** What a figure is called, and in which unit it is. */
export const figureName = z.strictObject({
  metric: z.string(),
  options: z.string(),
  period: z.string(),
  scope: z.record(z.string(), z.string()),
  unit: z.enum(['money', 'share', 'count', 'ratio', 'days']) satisfies z.ZodType<Unit>,
});
