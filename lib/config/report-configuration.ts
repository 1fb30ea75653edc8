import * as z from 'zod';
import { STANDARD_AGES } from '#lib/metrics/facts/cohorts/cohort-windows.ts';

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower case letters, digits, - or _, at most 40');

export const emailAddress = z
  .string()
  .max(320)
  .regex(/^[^\s@<>,;:"()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be one plain e-mail address');

const schedule = z.strictObject({
  weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be local time as "HH:MM"'),
});

/** One report: its scope, its readers and when it is sent. */
export const report = z.strictObject({
  id: identifier,
  title: z.string().trim().min(1).max(120),
  segments: z.array(identifier).max(6).default([]),
  cohorts: z
    .strictObject({
      grain: z.literal('month').default('month'),
      ages: z.int().min(1).max(36).default(STANDARD_AGES),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      percent: z.number().min(1).max(1000).default(10),
      amount: z.number().min(0).max(1e9).default(500),
    })
    .prefault({})
    .describe('money that moves more than both, percent and amount, between two weeks is alerted'),
  recipients: z.record(identifier, z.array(emailAddress).min(1)).default({}),
  locale: z
    .string()
    .refine((tag) => Intl.NumberFormat.supportedLocalesOf([tag]).length === 1, {
      error: 'must be a BCP 47 language tag, such as en-IE',
    })
    .default('en-GB'),
  schedule: schedule.optional(),
});
