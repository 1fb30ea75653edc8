import * as z from 'zod';
import { PARTS } from '../plan/amounts-sql.ts';

const count = z.union([z.string().regex(/^\d+$/), z.int()]).transform(Number);
const text = z.string().nullable();

/** A list of lists of texts, as JSON; nothing stands for no list. */
const rows = text.transform((json) => z.array(z.array(text)).parse(JSON.parse(json ?? '[]') ?? []));

const countsSchema = z.object({
  delivered: count,
  respelled: count,
  repeated_times: count,
  accepted: count,
  watermark: text,
  zero_amounts: count,
  quarantined: count,
  duplicates: count,
  file_rows: rows,
  defect_rows: rows,
  amount_rows: rows,
  spelling_rows: rows,
  key_rows: rows,
});

/** Rows of one file; the sum of its main amount, and how much of it stands in rows with a defect. */
export interface FileCount {
  readonly file: number;
  readonly rows: number;
  readonly amount: number;
  readonly amountAside: number;
}

/** Rows of one file that are set aside for one reason. */
export interface DefectCount {
  readonly file: number;
  readonly reason: string;
  readonly column: string | null;
  readonly rows: number;
  readonly firstLine: number | null;
}

/** Exact sums of the amounts, in the order of the contract, in one currency, of what became of the rows. */
export interface AmountSums {
  readonly part: (typeof PARTS)[number];
  readonly currency: string | null;
  readonly sums: readonly (string | null)[];
}

/** What one table's counting statement says. */
export interface LandingCounts {
  readonly delivered: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly respelled: number;
  readonly repeatedTimes: number;
  readonly zeroAmounts: number;
  readonly watermark: string | null;
  readonly files: readonly FileCount[];
  readonly defects: readonly DefectCount[];
  readonly amounts: readonly AmountSums[];
  /** Column, spellings made another one, codes that look like another one. */
  readonly spellings: readonly { readonly column: string; unified: number; alike: number }[];
  /** Keys of maps. */
  readonly keys: readonly { readonly column: string; readonly key: string }[];
}

/** Parses the one row of a counting statement, whose values may all be text. Throws `ZodError`. */
export function parseCounts(row: unknown): LandingCounts {
  const found = countsSchema.parse(row);
  return {
    ...found,
    repeatedTimes: found.repeated_times,
    zeroAmounts: found.zero_amounts,
    files: found.file_rows.map(([file, count, amount, aside]) => ({
      file: Number(file),
      rows: Number(count),
      amount: Number(amount ?? 0),
      amountAside: Number(aside ?? 0),
    })),
    defects: found.defect_rows.map(([file, reason, column, count, line]) => ({
      file: Number(file),
      reason: reason ?? '',
      column: column ?? null,
      rows: Number(count),
      firstLine: line == null ? null : Number(line),
    })),
    amounts: found.amount_rows.map(([part, currency, ...sums]) => ({
      part: z.enum(PARTS).parse(part),
      currency: currency ?? null,
      sums,
    })),
    spellings: found.spelling_rows.map(([column, unified, alike]) => ({
      column: column ?? '',
      unified: Number(unified),
      alike: Number(alike),
    })),
    keys: found.key_rows.map(([column, key]) => ({ column: column ?? '', key: key ?? '' })),
  };
}

/** A row of the statement that lists what is set aside. */
export interface AsideRow {
  readonly file: number;
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
  readonly hash: string | null;
}

const asideSchema = z.object({
  file_ordinal: count,
  file_line: count.nullable(),
  reject_column: text,
  reject_reason: z.string(),
  reject_hash: text,
});

/** Parses one row of the statement that lists what is set aside. Throws `ZodError`. */
export function parseAside(row: unknown): AsideRow {
  const found = asideSchema.parse(row);
  return {
    file: found.file_ordinal,
    line: found.file_line,
    column: found.reject_column,
    reason: found.reject_reason,
    hash: found.reject_hash,
  };
}

const contentSchema = z.object({ content: text });

/** Parses the one row that tells the rows of a catalogue's table from others. Throws `ZodError`. */
export const parseContent = (row: unknown): string => contentSchema.parse(row).content ?? '';
