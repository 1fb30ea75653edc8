import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { manifestOf } from '#lib/intake/manifest.ts';
import type { LandedTable, LandedTables } from '#lib/intake/snapshot.ts';
import { canonicalJson } from '#lib/runs/run-identity.ts';
import { type FileEngine, openFileEngine } from './duckdb-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { findPersons, rewriteWithout } from './leave-out-persons.ts';
import { rewrittenTable } from './rewritten-table.ts';

/** Where a load lies before anybody reads it. */
export interface LoadPlace {
  /** Folder of the landed files and their manifest. */
  readonly directory: string;
  readonly memoryLimitMb: number;
}

const REWRITTEN = '.rewritten';

/**
 * A load as if the erased persons had not been delivered: their rows are taken out of the landed files of every table
 * before any step reads them. Without such rows it is the load that was given.
 */
export async function snapshotWithout<Taken extends LandedTables>(
  snapshot: Taken,
  persons: ErasedPersons,
  { directory, memoryLimitMb }: LoadPlace,
): Promise<Taken> {
  if (persons.isEmpty) return snapshot;
  const tables = Object.values(snapshot.tables);
  const scratch = join(directory, REWRITTEN);
  await mkdir(scratch, { recursive: true });
  const engine = await openFileEngine({ memoryLimitMb, folder: directory });
  try {
    if (!(await findPersons(engine, { tables, scores: [] }, persons))) return snapshot;
    const kept = await keptTables(engine, tables, scratch);
    return { ...snapshot, ...(await published(kept, snapshot.hash, directory)) };
  } finally {
    await engine.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function keptTables(
  engine: FileEngine,
  tables: readonly LandedTable[],
  scratch: string,
): Promise<LandedTable[]> {
  const rewritten = await rewriteWithout(engine, tables, scratch);
  return Promise.all(
    tables.map((table) => {
      const written = rewritten.find(({ file }) => file.table === table.table);
      return written === undefined ? table : rewrittenTable(engine, table, written);
    }),
  );
}

/** Puts the rewritten files in the place of those before; the manifest is last. */
async function published(
  tables: readonly LandedTable[],
  before: string,
  directory: string,
): Promise<LandedTables> {
  const settled = await Promise.all(
    tables.map(async (table) => {
      const path = join(directory, basename(table.path));
      if (path !== table.path) await rename(table.path, path);
      return { ...table, path };
    }),
  );
  const outcome = settled.map(({ table, sha256, accepted }) => ({ table, sha256, accepted }));
  const hash = createHash('sha256').update(canonicalJson({ before, outcome })).digest('hex');
  await writeFile(join(directory, 'manifest.json'), manifestOf(hash, settled));
  return { hash, tables: Object.fromEntries(settled.map((table) => [table.table, table])) };
}
