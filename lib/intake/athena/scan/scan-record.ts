import * as z from 'zod';

/** What the scan of one delivered file found, as it is stored for the plan of the landing. */
export const scanRecordSchema = z.strictObject({
  /** Ordinal of the file among those of its input, by name; it is in the names of its staged objects. */
  ordinal: z.int().nonnegative(),
  file: z.strictObject({
    name: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.int().nonnegative(),
    rows: z.int().nonnegative(),
    kind: z.enum(['csv', 'csv.gz', 'parquet']),
  }),
  /** Every column of the header; `type` as DuckDB spells it, `hiveType` as the catalogue, null for one the engine cannot read. */
  columns: z.array(
    z.strictObject({ name: z.string(), type: z.string(), hiveType: z.string().nullable() }),
  ),
  staged: z.strictObject({
    /** Folder, below that of the input, of files whose staged columns are the same. */
    layout: z.string().regex(/^(csv|parquet)-[0-9a-f]{12}$/),
    /** Positions in the header of the staged columns. */
    kept: z.array(z.int().nonnegative()),
    objects: z.int().nonnegative(),
    /** A staged field holds a line break, written as another character. */
    brokenLines: z.boolean(),
  }),
  misshapen: z.int().nonnegative(),
  manifest: z.strictObject({ completeUntil: z.string().nullable() }).nullable(),
});

export type ScanRecord = z.infer<typeof scanRecordSchema>;
