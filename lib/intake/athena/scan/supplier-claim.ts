import * as z from 'zod';
import { IntakeError } from '../../intake-error.ts';
import { MANIFEST_ENDING, type SupplierManifest } from '../../reading/supplier-manifest.ts';

const manifestSchema = z.strictObject({
  table: z.string(),
  source: z.string().optional(),
  complete_until: z.iso.datetime({ offset: true }).optional(),
  rows: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The manifest beside a file, by its text. Throws `IntakeError` MANIFEST when it is malformed. */
export function parseManifest(file: string, text: string): SupplierManifest {
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const hint = `it must hold table, rows and sha256: ${z.prettifyError(parsed.error)}`;
  throw new IntakeError('MANIFEST', { file: `${file}${MANIFEST_ENDING}` }, hint);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
