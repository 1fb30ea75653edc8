import * as z from 'zod';

const stage = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower case letters, digits, - or _, at most 40');

/** The stages by which people become customers, and how long they are followed. */
export const journey = z.strictObject({
  stages: z
    .array(stage)
    .min(2)
    .max(10)
    .refine((stages) => new Set(stages).size === stages.length, {
      error: 'must name each stage once',
    })
    .describe('stages of journey_events in their order, from awareness to advocacy'),
  windowDays: z
    .int()
    .min(1)
    .max(365)
    .default(90)
    .describe('days from the first event in which a stage must be reached'),
});
