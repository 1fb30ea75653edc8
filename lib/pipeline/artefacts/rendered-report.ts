import * as z from 'zod';
import type { RenderedReport } from '#lib/rendering/rendered-report.ts';
import { artefact, byteArray } from './artefact.ts';

/** What `render` hands to `send`: one report in every format. */
export const RENDERED_REPORT = artefact<RenderedReport>(
  'rendered-report',
  z.strictObject({
    id: z.string(),
    state: z.enum(['FINAL', 'PROVISIONAL', 'HELD', 'CORRECTION', 'ANALYSIS']),
    title: z.string(),
    period: z.string(),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    json: z.string(),
    csv: z.string(),
    workbook: byteArray,
    charts: z.array(z.strictObject({ name: z.string(), png: byteArray })),
    mail: z.strictObject({
      html: z.string(),
      from: z.string(),
      key: z.string(),
      date: z.string(),
      fileStem: z.string(),
    }),
  }),
);
