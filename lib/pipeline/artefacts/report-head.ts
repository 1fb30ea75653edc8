import * as z from 'zod';
import type { DataNote, ReportHead, Signed } from '#lib/privacy/report.ts';

export const dataNote = z.strictObject({
  check: z.string(),
  severity: z.enum(['warn', 'provisional', 'hold']),
  message: z.string(),
}) satisfies z.ZodType<DataNote>;

export const signed = z.strictObject({
  act: z.enum(['override', 'correction']),
  approver: z.string(),
  words: z.string(),
}) satisfies z.ZodType<Signed>;

export const reportHead = z.strictObject({
  id: z.string(),
  edition: z.string(),
  scope: z.record(z.string(), z.string()),
  title: z.string(),
  business: z.string(),
  state: z.enum(['FINAL', 'PROVISIONAL', 'HELD', 'CORRECTION', 'ANALYSIS']),
  revision: z.int(),
  asOf: z.string(),
  timeZone: z.string(),
  period: z.string(),
  priorPeriod: z.string(),
  yearAgoPeriod: z.string(),
  fiscalWeek: z.string().nullable(),
  fiscalYearAgo: z.string().nullable(),
  month: z.string(),
  priorMonth: z.string(),
  yearAgoMonth: z.string(),
  nextBundle: z.strictObject({ quarter: z.string(), date: z.string().nullable() }),
  currency: z.string(),
  currencyExponent: z.int(),
  locale: z.string(),
  runId: z.string(),
  definitionsVersion: z.int(),
  forecast: z
    .strictObject({ model: z.enum(['bg-nbd', 'mbg-nbd', 'pareto-nbd']), cuts: z.array(z.string()) })
    .nullable(),
  k: z.int(),
  segments: z.array(z.string()),
  cohortGrain: z.enum(['month', 'week']),
  marginBasis: z.enum(['costs', 'assumed', 'revenue']),
  alerts: z.strictObject({ percent: z.number(), amount: z.number() }),
  notes: z.array(dataNote),
  signed: signed.exactOptional(),
  replaces: z.int().exactOptional(),
  dataTo: z.record(z.string(), z.string()),
  intake: z.array(
    z.strictObject({
      table: z.string(),
      delivered: z.int(),
      accepted: z.int(),
      quarantined: z.int(),
      duplicates: z.int(),
    }),
  ),
  tablesNotSupplied: z.array(z.string()),
}) satisfies z.ZodType<ReportHead>;
