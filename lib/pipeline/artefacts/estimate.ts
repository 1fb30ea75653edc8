import * as z from 'zod';
import type { Estimate } from '#lib/models/lifetime-value/estimate.ts';

export const estimate = z.strictObject({
  value: z.number(),
  intervals: z.array(z.strictObject({ level: z.number(), low: z.number(), high: z.number() })),
  errors: z.strictObject({ parameters: z.number(), process: z.number(), model: z.number() }),
}) satisfies z.ZodType<Estimate>;
