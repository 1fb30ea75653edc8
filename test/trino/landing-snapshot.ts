import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { settleSnapshot } from '#lib/intake/athena/settle/settle-landing.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
import type { SnapshotRequest } from '#lib/intake/source-spec.ts';
import { landOnTrino } from './landing-on-trino.ts';
import { type LandingTrino, runOnTrino } from './trino-client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Trino that a suite lands on. */
    readonly trino: LandingTrino;
    /** Of so many tests one is made. */
    readonly every: number;
  }
}

let loads = 0;

/** As `takeSnapshot`, by statements on Trino; the folder gets what a load on one machine writes. */
export async function snapshotOnTrino(request: SnapshotRequest): Promise<Snapshot> {
  const trino = inject('trino');
  const { sources, loadedAt, landingDirectory } = request;
  loads += 1;
  const run = `${landingDirectory} ${loads}`;
  const landed = await landOnTrino(trino, { specs: sources, loadedAt, run });
  await mkdir(join(landingDirectory, 'quarantine'), { recursive: true });
  const tables: LandedTable[] = [];
  for (const one of landed) {
    const path = join(landingDirectory, `${one.table}.parquet`);
    await copyLanded(trino, one.path, path);
    await writeRejects(landingDirectory, one);
    tables.push({ ...one, path });
  }
  const { snapshot, manifest } = settleSnapshot(sources, tables, null);
  await writeFile(join(landingDirectory, 'manifest.json'), manifest);
  return snapshot;
}

/** Small tables are one file; a table without rows is none. */
async function copyLanded({ data, session }: LandingTrino, table: string, path: string) {
  const { rows } = await runOnTrino(session, `select distinct "$path" from "${table}"`);
  const [file] = rows.map(([address]) => String(address).replace('local:///', ''));
  await rm(path, { force: true });
  if (file !== undefined) await copyFile(join(data, file), path);
}

async function writeRejects(landing: string, { table, rejects }: LandedTable): Promise<void> {
  const lines = rejects.map((reject) => `${JSON.stringify(reject)}\n`);
  await writeFile(join(landing, 'quarantine', `${table}.jsonl`), lines.join(''));
}
