import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { nullIfMissing } from '#lib/store/revision-files.ts';

/** The manifest of a landing is not what intake writes: nobody can say which files it has. */
export class LandedManifestError extends Error {
  override readonly name = 'LandedManifestError';
  constructor(cause: unknown) {
    super('the manifest of the landed files is not readable: make the run again', { cause });
  }
}

const amount = z.object({
  column: z.string(),
  currency: z.string().nullable(),
  delivered: z.string(),
  accepted: z.string(),
  quarantined: z.string(),
  duplicates: z.string(),
});

const file = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  rows: z.int(),
  kind: z.enum(['csv', 'csv.gz', 'parquet']),
});

const table = z.object({
  table: z.enum(TABLE_NAMES),
  landing: z.string().regex(/^[\w-]+\.parquet$/),
  sha256: z.string(),
  delivered: z.int(),
  accepted: z.int(),
  quarantined: z.int(),
  duplicates: z.int(),
  versioned: z.boolean(),
  amounts: z.array(amount),
  files: z.array(file),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  watermark: z.string().nullable(),
});

const manifest = z.object({ hash: z.string(), tables: z.array(table) });

/** The snapshot in a folder of landed files, its rows set aside excepted; null where there is none. */
export async function landedSnapshot(directory: string): Promise<Snapshot | null> {
  const text = await readFile(join(directory, 'manifest.json'), 'utf8').catch(nullIfMissing);
  if (text === null) return null;
  const { hash, tables } = parsed(text);
  const landed = tables.map(({ landing, ...rest }) => ({
    ...rest,
    path: join(directory, landing),
    rejects: [],
  }));
  return { hash, tables: Object.fromEntries(landed.map((one) => [one.table, one])) };
}

function parsed(text: string) {
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new LandedManifestError(cause);
  }
}
