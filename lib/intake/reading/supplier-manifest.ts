import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { DeliveredFile } from '../bytes/file-kind.ts';
import { IntakeError } from '../intake-error.ts';
import type { LandedFile } from '../snapshot.ts';
import type { SourceSpec } from '../source-spec.ts';

/** What a supplier says about a file, beside it as `<file>.manifest.json`. */
const manifestSchema = z.strictObject({
  table: z.string(),
  source: z.string().optional(),
  /** Nothing that happened before is missing. */
  complete_until: z.iso.datetime({ offset: true }).optional(),
  rows: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type SupplierManifest = z.infer<typeof manifestSchema>;

/** Ending of a manifest's name; such a file is never data. */
export const MANIFEST_ENDING = '.manifest.json';

/** Reads the manifest beside a file; null where there is none. Throws `IntakeError` MANIFEST when it is malformed. */
export async function readManifest(file: DeliveredFile): Promise<SupplierManifest | null> {
  const text = await readFile(`${file.path}${MANIFEST_ENDING}`, 'utf8').catch(() => null);
  return text === null ? null : parseManifest(file.name, text);
}

/** The manifest beside a file, by its text. Throws `IntakeError` MANIFEST when it is malformed. */
export function parseManifest(file: string, text: string): SupplierManifest {
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const hint = `it must hold table, rows and sha256: ${z.prettifyError(parsed.error)}`;
  throw new IntakeError('MANIFEST', { file: `${file}${MANIFEST_ENDING}` }, hint);
}

/** Refuses a file that is not the one its supplier describes. Throws `IntakeError` MANIFEST_MISMATCH. */
export function compareManifest(
  { table, sql }: SourceSpec,
  file: LandedFile,
  manifest: SupplierManifest,
): void {
  const place = { file: file.name };
  if (manifest.sha256 !== file.sha256) {
    throw new IntakeError(
      'MANIFEST_MISMATCH',
      place,
      'its sha256 differs from the manifest; deliver it again',
    );
  }
  if (manifest.rows !== file.rows) {
    const hint = `${file.rows} rows, the manifest says ${manifest.rows}; deliver it again`;
    throw new IntakeError('MANIFEST_MISMATCH', place, hint);
  }
  if (sql === undefined && manifest.table !== table) {
    const hint = `the manifest is of "${manifest.table}", the source of "${table}"; correct "files"`;
    throw new IntakeError('MANIFEST_MISMATCH', place, hint);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
