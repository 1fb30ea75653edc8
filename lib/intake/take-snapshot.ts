import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import type { SuppliedCalendar } from '#lib/units/calendar.ts';
import { IntakeError } from './intake-error.ts';
import { type LandingPlace, landTable } from './land-table.ts';
import { calendarSql, fiscalDay, readCalendar } from './landed-calendar.ts';
import { type DuckdbSession, openSession } from './landing/duckdb-session.ts';
import { sqlText } from './landing/sql-text.ts';
import { landedFile, manifestOf, QUARANTINE, snapshotHash } from './manifest.ts';
import { prepareTable } from './prepare-table.ts';
import type { LandedTable, LandedTables, Snapshot } from './snapshot.ts';
import { namedFiles, type SnapshotRequest, type SourceSpec } from './source-spec.ts';

/** Enough for ten million orders; sorting spills beyond it. */
const DEFAULT_MEMORY_MB = 500;
const DEFAULT_THREADS = 2;

/** Folder of half-done work, gone when the load ends. */
const WORK = '.work';

/**
 * Reads delivered files into one landing folder: typed Parquet a table, the rows set aside, `manifest.json`. The
 * same files, mappings and load time give the same bytes.
 * @throws IntakeError when a delivery must be refused; the folder then has no manifest.
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  refuseRepeatedTables(request.sources);
  const directory = resolve(request.landingDirectory);
  await emptyLanding(directory);
  const session = await openSession({
    memoryLimitMb: request.memoryLimitMb ?? DEFAULT_MEMORY_MB,
    threads: request.threads ?? DEFAULT_THREADS,
    readable: [directory, ...foldersOf(request.sources)],
    workDirectory: join(directory, WORK),
  });
  try {
    const tables: LandedTable[] = [];
    const place = { session, directory, loadedAt: request.loadedAt };
    for (const spec of request.sources) {
      tables.push(await takeTable(spec, place, request.progress));
    }
    const calendar = await landedCalendar(tables, session);
    return { ...(await publish(tables, request.sources, directory)), calendar };
  } finally {
    await session.close();
  }
}

async function takeTable(
  spec: SourceSpec,
  place: LandingPlace,
  progress: SnapshotRequest['progress'],
): Promise<LandedTable> {
  const report = (stage: 'check bytes' | 'type rows' | 'land', rows: number) =>
    progress?.({ table: spec.table, stage, rows });
  report('check bytes', 0);
  const prepared = await prepareTable(spec, place.session);
  report(
    'type rows',
    prepared.files.reduce((sum, { rows }) => sum + rows, 0),
  );
  const landed = await landTable(prepared, place);
  report('land', landed.accepted);
  return landed;
}

async function landedCalendar(
  tables: readonly LandedTable[],
  session: DuckdbSession,
): Promise<SuppliedCalendar | null> {
  const landed = tables.find(({ table }) => table === 'calendar');
  if (landed === undefined) return null;
  const source = `read_parquet(${sqlText(landed.path)})`;
  const rows = await session.rows(calendarSql({ source, versioned: landed.versioned }));
  return readCalendar(
    landed,
    rows.map((row) => fiscalDay.parse(row)),
  );
}

/** A refused load leaves neither an older snapshot nor half a new one. */
async function emptyLanding(directory: string): Promise<void> {
  const landed = TABLE_NAMES.map((table) => landedFile(table));
  for (const name of ['manifest.json', ...landed, QUARANTINE, WORK]) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
  await mkdir(join(directory, QUARANTINE), { recursive: true });
}

/** The manifest is written last: a folder without one is no snapshot. */
async function publish(
  tables: readonly LandedTable[],
  sources: readonly SourceSpec[],
  directory: string,
): Promise<LandedTables> {
  for (const { table, rejects } of tables) {
    const lines = rejects.map((reject) => `${JSON.stringify(reject)}\n`);
    await writeFile(join(directory, QUARANTINE, `${table}.jsonl`), lines.join(''));
  }
  const hash = snapshotHash(sources, tables);
  await writeFile(join(directory, 'manifest.json'), manifestOf(hash, tables));
  return { hash, tables: Object.fromEntries(tables.map((landed) => [landed.table, landed])) };
}

const foldersOf = (sources: readonly SourceSpec[]): string[] =>
  sources.flatMap((spec) => namedFiles(spec).flatMap(({ paths }) => paths.map(dirname)));

function refuseRepeatedTables(sources: readonly SourceSpec[]): void {
  const seen = new Set<string>();
  for (const { table } of sources) {
    if (!seen.has(table)) seen.add(table);
    else
      throw new IntakeError(
        'TABLE_TWICE',
        { file: table },
        'two sources fill it; list their files in one',
      );
  }
}
