import * as z from 'zod';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReleasedContent } from '../release-drafts.ts';
import { artefact } from './artefact.ts';
import { figureName, naReason } from './figure-name.ts';
import { runModel } from './fitted-model.ts';
import { reportHead } from './report-head.ts';

export const releasedFigure = z.strictObject({
  ...figureName.shape,
  value: z.number().nullable(),
  reason: naReason.nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  customers: z.number().nullable(),
}) satisfies z.ZodType<ReleasedFigure>;

/** What `release` hands to `render`: all that a reader may see. */
export const RELEASED_CONTENT = artefact<ReleasedContent>(
  'released-content',
  z.strictObject({
    reports: z.array(
      z.strictObject({
        head: reportHead,
        figures: z.array(releasedFigure),
        withheld: z.int(),
        replaced: z.array(releasedFigure).exactOptional(),
      }),
    ),
    models: z.array(runModel),
    excluded: z.strictObject({
      value: z.int().nullable(),
      reason: z.literal('withheld').nullable(),
    }),
  }),
);
