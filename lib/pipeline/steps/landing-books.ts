import * as z from 'zod';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { PinnedFile } from '#lib/intake/athena/list/list-deliveries.ts';
import { type ScanRecord, scanRecordSchema } from '#lib/intake/athena/scan/scan-record.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { type Page, pageOf } from './page.ts';

const pinnedFile = z.strictObject({
  id: z.string(),
  table: z.enum(TABLE_NAMES),
  input: z.string(),
  ordinal: z.int(),
  name: z.string(),
  key: z.string(),
  bytes: z.int(),
  etag: z.string(),
  versionId: z.string().nullable(),
  arrivedAt: z.string(),
}) satisfies z.ZodType<PinnedFile>;

const delivery = z.object({ loadedAt: z.iso.datetime(), files: z.array(pinnedFile) });
/** The files of one landing, and the time by which their events are judged. */
export type Delivery = z.output<typeof delivery>;

const scanned = z.object({ record: scanRecordSchema });

const selected = z.object({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
});

const erased = z.object({
  /** Version of the erasure list. */
  version: z.string(),
  /** Table of the catalogue with the ids that are on it; null where there are none. */
  table: z.string().nullable(),
});

/** What the steps of one attempt's landing leave for each other, each object written once. */
export interface LandingBooks {
  delivery: Page<Delivery>;
  scan(file: string): Page<{ readonly record: ScanRecord }>;
  /** Columns of the select that a table is mapped by. */
  selected(table: string): Page<z.output<typeof selected>>;
  /** Whom every query of the attempt leaves out. */
  erased: Page<z.output<typeof erased>>;
}

export function landingBooks(
  books: RunStore,
  { run, attempt }: Pick<Trigger, 'run' | 'attempt'>,
): LandingBooks {
  const folder = `runs/${attemptId(run, attempt)}/landing`;
  const page = <T extends object>(name: string, schema: z.ZodType<T>) =>
    pageOf(books, { key: `${folder}/${name}`, schema });
  return {
    delivery: page('delivery', delivery),
    scan: (file) => page(`scans/${file}`, scanned),
    selected: (table) => page(`selected/${table}`, selected),
    erased: page('erased', erased),
  };
}
