import * as z from 'zod';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import { POLICY_FLOOR, STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { approvals } from './approvals-configuration.ts';
import { journey } from './journey-configuration.ts';
import { domains, emailAddress, identifier, report } from './report-configuration.ts';
import { scope } from './scope-configuration.ts';
import { scores } from './scores-configuration.ts';

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in capitals, such as EUR')
  .describe('ISO 4217 code of the reporting currency');

const timeZone = z
  .string()
  .refine((zone) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone), {
    error: 'must be an IANA time zone, such as Europe/Dublin',
  });

const calendar = z.strictObject({
  weekStart: z.literal('monday').default('monday'),
  fiscal: z.enum(['iso', 'month', '4-4-5', '4-5-4', '5-4-4']).default('iso'),
});

const business = z.strictObject({
  name: z.string().trim().min(1).max(120),
  currency,
  timeZone: timeZone.default('UTC'),
  horizonMonths: z.int().min(1).max(60).default(12),
  discountRateYear: z.number().min(0).max(1).default(0.1),
  margin: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe('contribution as a share of net sales, where orders carry no costs'),
  calendar: calendar.prefault({}),
  journey: journey.optional(),
});

/** Exports that intake reads without a mapping of the user's. */
const READY_MAPPINGS = ['shopify', 'stripe', 'stripe-api', 'clvtools', 'rfm-summary'] as const;
export type ReadyMapping = (typeof READY_MAPPINGS)[number];

const constant = z.strictObject({ constant: z.string().min(1).max(255) });

/** What a table of the catalogue has no use for. */
const OF_FILES = ['sql', 'mapping', 'delimiter', 'encoding', 'gzip'] as const;

/** The one catalogue that every account has, its database and its table. */
const CATALOGUE_TABLE = /^(awsdatacatalog\.)?[a-z0-9_]{1,255}\.[a-z0-9_]{1,255}$/;

const source = z
  .strictObject({
    files: z
      .union([
        z.string().min(1),
        z.array(z.string().min(1)).min(1),
        z.record(identifier, z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])),
      ])
      .optional(),
    table: z
      .string()
      .regex(CATALOGUE_TABLE, 'must be a table as awsdatacatalog.database.table')
      .optional()
      .describe("instead of files: a table of the account's catalogue that somebody else fills"),
    columns: z.record(z.string(), z.union([z.string().min(1), constant])).optional(),
    sql: z.string().min(1).optional().describe('file with one Trino select over the named files'),
    mapping: z.enum(READY_MAPPINGS).optional().describe('the export that the files are'),
    observedUntil: z.iso
      .date('must be a date such as 2026-01-01')
      .optional()
      .describe('rfm-summary: the day after the last one observed'),
    unit: z.enum(['day', 'week']).optional().describe('rfm-summary: unit of recency and T'),
    historyComplete: z.boolean().optional(),
    assumeTimeZone: timeZone.optional(),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    encoding: z.enum(['utf-8', 'latin1', 'windows-1252']).optional(),
    gzip: z.boolean().optional(),
    moneyFormat: z.enum(['major', 'minor']).optional(),
    castFloatMoney: z.boolean().optional(),
  })
  .refine(({ files, table }) => (files === undefined) !== (table === undefined), {
    error: "takes files, or table for one of the account's catalogue: one of the two",
  })
  .refine(({ table, ...others }) => table === undefined || !OF_FILES.some((key) => others[key]), {
    error: `takes none of ${OF_FILES.join(', ')} with table: they say how files are read`,
  })
  .refine(({ columns, sql }) => columns === undefined || sql === undefined, {
    error: 'takes columns or sql, not both',
  })
  .refine(({ files, sql }) => sql === undefined || files === undefined || isNamed(files), {
    error: 'with sql, files must be named: files: { lines: data/lines.parquet }',
  })
  .refine(({ columns, sql, mapping }) => mapping === undefined || !(columns ?? sql), {
    error: 'takes mapping, or columns or sql of your own, not both',
  })
  .refine(({ mapping, observedUntil, unit }) => !(isSummary(mapping) && !(observedUntil && unit)), {
    error: 'with mapping: rfm-summary needs observedUntil: 2026-01-01 and unit: day or week',
  })
  .refine(({ mapping, observedUntil, unit }) => isSummary(mapping) || !(observedUntil ?? unit), {
    error: 'takes observedUntil and unit only with mapping: rfm-summary',
  });

/** An RFM summary stands for purchases whose days between the first and the last nobody knows. */
export const isSummary = (mapping: ReadyMapping | undefined): boolean => mapping === 'rfm-summary';

export const isNamed = (files: unknown): files is Record<string, string | string[]> =>
  typeof files === 'object' && files !== null && !Array.isArray(files);

const privacy = z.strictObject({
  k: z.int().min(POLICY_FLOOR.k).max(1000).default(STANDARD_POLICY.k),
  dominancePercent: z
    .int()
    .min(POLICY_FLOOR.dominancePercent)
    .max(25)
    .default(STANDARD_POLICY.dominancePercent),
  snapshot: z
    .enum(['weekly', 'exact'])
    .default('weekly')
    .describe('weekly: asOf is floored to Monday; exact: as given, an analysis that is never sent'),
});

const models = z.strictObject({
  unit: z.enum(['week', 'day']).default('week'),
  binning: z
    .enum(['week', 'exact'])
    .default('week')
    .describe('week: recency and age in whole weeks; exact: days/7 without rounding'),
});

const mail = z.strictObject({
  from: emailAddress,
  domains,
  owner: emailAddress.optional().describe('who is told when a report is held; readers are not'),
});

/** The one configuration file, as written by a person and parsed with defaults. Unknown keys are errors. */
export const configurationSchema = z
  .strictObject({
    version: z.literal(1),
    business,
    scope: scope.default({ lawfulBasis: 'declared', regions: 'any' }),
    sources: z
      .partialRecord(z.enum(TABLE_NAMES), source)
      .refine((sources) => sources.orders !== undefined, { error: 'orders is required' }),
    reports: z.array(report).min(1).max(20),
    privacy: privacy.prefault({}),
    models: models.prefault({}),
    scores: scores.optional(),
    mail: mail.optional(),
    approvals: approvals.optional(),
    targets: z.strictObject({ file: z.string().min(1) }).optional(),
  })
  .refine(
    ({ sources, privacy }) => !isSummary(sources.orders?.mapping) || privacy.snapshot === 'exact',
    {
      path: ['privacy', 'snapshot'],
      error: 'must be exact: an RFM summary says nothing of earlier weeks',
    },
  );

export type Configuration = z.output<typeof configurationSchema>;
export type SourceConfiguration = z.output<typeof source>;
export type ReportConfiguration = z.output<typeof report>;
