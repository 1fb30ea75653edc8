import * as z from 'zod';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { LandedTable, Snapshot } from './snapshot.ts';

const table = z.enum(TABLE_NAMES);

export const landedTable = z.strictObject({
  table,
  path: z.string(),
  sha256: z.string(),
  delivered: z.int(),
  accepted: z.int(),
  quarantined: z.int(),
  duplicates: z.int(),
  versioned: z.boolean(),
  amounts: z.array(
    z.strictObject({
      column: z.string(),
      currency: z.string().nullable(),
      delivered: z.string(),
      accepted: z.string(),
      quarantined: z.string(),
      duplicates: z.string(),
    }),
  ),
  files: z.array(
    z.strictObject({
      name: z.string(),
      sha256: z.string(),
      bytes: z.int(),
      rows: z.int(),
      kind: z.enum(['csv', 'csv.gz', 'parquet', 'table']),
    }),
  ),
  rejects: z.array(
    z.strictObject({
      file: z.string(),
      line: z.int().nullable(),
      column: z.string().nullable(),
      reason: z.string(),
      valueHash: z.string().nullable(),
    }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  watermark: z.string().nullable(),
}) satisfies z.ZodType<LandedTable>;

export const snapshot = z.strictObject({
  hash: z.string(),
  tables: z.partialRecord(table, landedTable),
  calendar: z
    .strictObject({
      firstMonth: z.int(),
      monthStarts: z.array(z.string()),
      yearStarts: z.array(z.int()),
    })
    .nullable(),
}) satisfies z.ZodType<Snapshot>;
