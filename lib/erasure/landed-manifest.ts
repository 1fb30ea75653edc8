import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { landedTable } from '#lib/intake/landed-schema.ts';
import type { LandedTable, LandedTables } from '#lib/intake/snapshot.ts';
import { nullIfMissing } from '#lib/store/revision-files.ts';

/** The manifest of a landing is not what intake writes: nobody can say which files it has. */
export class LandedManifestError extends Error {
  override readonly name = 'LandedManifestError';
  constructor(cause: unknown) {
    super('the manifest of the landed files is not readable: make the run again', { cause });
  }
}

/** As `manifestOf` writes a table: its landed file by name, its rows set aside in a file of their own. */
const table = landedTable.omit({ path: true }).extend({
  landing: z.string().regex(/^[\w-]+\.parquet$/),
  rejects: z.string(),
});

const manifest = z.object({ hash: z.string(), tables: z.array(table) });

/** The snapshot in a folder of landed files, its rows set aside excepted; null where there is none. */
export async function landedSnapshot(directory: string): Promise<LandedTables | null> {
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

/** The landed files below the folder of a store; none where nothing was landed. */
export async function landedFiles(root: string): Promise<readonly LandedTable[]> {
  const snapshot = await landedSnapshot(join(root, 'landed'));
  return snapshot === null ? [] : Object.values(snapshot.tables);
}

function parsed(text: string) {
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new LandedManifestError(cause);
  }
}
