import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { rewriteReleasedWeeks } from '#lib/erasure/rewrite-released-weeks.ts';
import { rewriteScores } from '#lib/erasure/rewrite-scores.ts';
import { snapshotWithout } from '#lib/erasure/snapshot-without.ts';
import { expandGlobs } from '#lib/intake/expand-globs.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { landingOf } from './correction/landing-place.ts';
import { refuseExistingTables } from './existing-tables.ts';
import { refuseOtherCut } from './rfm-summary.ts';
import type { RunRequest } from './run-request.ts';
import type { Services } from './services.ts';
import { sourceSpecs } from './source-specs.ts';

/**
 * Delivered files → landed, typed Parquet with a manifest and without the erased. Throws `IntakeError` where a delivery
 * is refused: then nothing of it stays, and what was landed before does.
 */
export async function snapshotOf(request: RunRequest, services: Services): Promise<Snapshot> {
  refuseOtherCut(request);
  refuseExistingTables(request.configuration);
  const arriving = join(request.store, 'landing');
  try {
    const snapshot = await takeSnapshot({
      sources: await sourceSpecs(request.configuration, {
        find: (pattern) => expandGlobs(pattern, request.directory),
        readText: (path) => readFile(resolve(request.directory, path), 'utf8'),
      }),
      landingDirectory: arriving,
      loadedAt: services.loadedAt,
      memoryLimitMb: request.memoryLimitMb,
      threads: request.threads,
      progress: ({ table, stage, rows }) =>
        services.progress({ step: 'take-snapshot', detail: `${table}: ${stage}`, rows }),
    });
    const persons = await services.erased();
    const { store: root, memoryLimitMb } = request;
    const tables = Object.values(snapshot.tables);
    await rewriteScores(persons, tables, { root, memoryLimitMb });
    await rewriteReleasedWeeks(persons, tables, { root, memoryLimitMb });
    const kept = await snapshotWithout(snapshot, persons, { directory: arriving, memoryLimitMb });
    return await settle(kept, arriving, landingOf(request));
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}

/** Puts a whole snapshot in the place of the one before. */
async function settle(snapshot: Snapshot, arriving: string, landed: string): Promise<Snapshot> {
  await rm(landed, { recursive: true, force: true });
  await rename(arriving, landed);
  const moved = Object.entries(snapshot.tables).map(
    ([name, table]) => [name, { ...table, path: join(landed, basename(table.path)) }] as const,
  );
  return { ...snapshot, tables: Object.fromEntries(moved) };
}
