import * as z from 'zod';
import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Drafts } from '../draft-reports.ts';
import { artefact } from './artefact.ts';
import { figureName, naReason } from './figure-name.ts';
import { runModel } from './fitted-model.ts';
import { reportHead } from './report-head.ts';

const figure = z.strictObject({
  ...figureName.shape,
  value: z.number().nullable(),
  reason: naReason.nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  customers: z.number(),
  cells: z.array(z.string()),
  modelled: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Figure>;

export const cell = z.strictObject({
  key: z.string(),
  measure: z.string(),
  period: z.string(),
  scope: z.record(z.string(), z.string()),
  kind: z.enum(['count', 'sum']),
  customers: z.number(),
  total: z.number(),
  largest: z.tuple([z.number(), z.number()]),
  absolute: z.number(),
  signed: z.boolean(),
  behavioural: z.boolean(),
  countKey: z.string().nullable(),
  respondents: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Cell>;

export const equation = z.strictObject({
  total: z.string(),
  parts: z.array(z.string()),
}) satisfies z.ZodType<Equation>;

const measured = z.strictObject({
  figures: z.array(figure),
  cells: z.array(cell),
  equations: z.array(equation),
});

/** What `measure` hands to `release`: not yet released, so it is kept for a day where only these two steps may look. */
export const DRAFTS = artefact<Drafts>(
  'drafts',
  z.strictObject({
    reports: z.array(z.strictObject({ head: reportHead, measured: z.array(measured) })),
    models: z.array(runModel),
    excluded: z.int(),
  }),
);
