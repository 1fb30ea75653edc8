import { readFileSync } from 'node:fs';
import * as z from 'zod';

const figure = z.object({
  metric: z.string(),
  options: z.string(),
  period: z.string(),
  scope: z.record(z.string(), z.string()),
  unit: z.string(),
  value: z.number().nullable(),
  reason: z.string().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  customers: z.number().nullable(),
});
export type WrittenFigure = z.output<typeof figure>;

const intakeLine = z.object({
  table: z.string(),
  delivered: z.number(),
  accepted: z.number(),
  quarantined: z.number(),
  duplicates: z.number(),
});

const reportFile = z.object({ figures: z.array(figure), intake: z.array(intakeLine) });
export type WrittenReport = z.output<typeof reportFile>;

/** Reads the `report.json` of a run back. */
export const writtenReport = (path: string): WrittenReport =>
  reportFile.parse(JSON.parse(readFileSync(path, 'utf8')));
