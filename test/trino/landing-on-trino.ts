import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listDeliveries, type PinnedFile } from '#lib/intake/athena/list/list-deliveries.ts';
import { selectRefusal } from '#lib/intake/athena/plan/foreign-tables.ts';
import { type LandingPlace, stagedFolder } from '#lib/intake/athena/plan/landing-place.ts';
import type { LandingSource, ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import {
  checkReads,
  neededTables,
  planLanding,
  probeOf,
} from '#lib/intake/athena/plan/plan-landing.ts';
import type { TablePlan } from '#lib/intake/athena/plan/plan-table.ts';
import { scanDelivery } from '#lib/intake/athena/scan/scan-delivery.ts';
import type { PinnedBytes, StagedFolder } from '#lib/intake/athena/scan/scan-ports.ts';
import type { ScanRecord } from '#lib/intake/athena/scan/scan-record.ts';
import {
  type AsideRow,
  type LandingCounts,
  parseAside,
  parseCounts,
} from '#lib/intake/athena/settle/landing-counts.ts';
import { settleLanding } from '#lib/intake/athena/settle/settle-landing.ts';
import { IntakeError } from '#lib/intake/intake-error.ts';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import { namedFiles, type SourceSpec } from '#lib/intake/source-spec.ts';
import { runOnTrino, TrinoError, type TrinoResult, type TrinoSession } from './trino-client.ts';

/** A Trino and the folder that `local:///` stands for. */
export interface LandingTrino {
  readonly session: TrinoSession;
  readonly data: string;
}

/** One load: sources whose `files` are paths. */
export interface TrinoLoad {
  readonly specs: readonly SourceSpec[];
  readonly loadedAt: Date;
  /** Tells loads apart. */
  readonly run: string;
}

/** One planned table and what its statements said. */
export interface ScannedLanding {
  readonly plan: TablePlan;
  readonly counts: LandingCounts;
  readonly aside: readonly AsideRow[];
}

/** Lands deliveries as the account does: scanned by Node, typed and landed by statements on Trino. */
export async function landOnTrino(trino: LandingTrino, load: TrinoLoad): Promise<LandedTable[]> {
  const place = placeOf(trino, load);
  const sources: LandingSource[] = [];
  for (const spec of load.specs) {
    const scanned = await scannedSource(trino, spec, place);
    await makeStaged(trino, [scanned], place);
    sources.push(await selected(trino, scanned, place));
  }
  const landings = await landScanned(trino, sources, place);
  return landings.map(({ plan, ...outcome }, n) => {
    const source = sources[n];
    if (source === undefined) throw new Error('a plan without its source');
    return settleLanding(source, plan, outcome);
  });
}

export const placeOf = (
  { session }: LandingTrino,
  { run, loadedAt }: Pick<TrinoLoad, 'run' | 'loadedAt'>,
): LandingPlace => ({ database: session.schema, lake: 'local:///', run, loadedAt });

/** Runs the statements of a landing whose staged tables are there. */
export async function landScanned(
  trino: LandingTrino,
  sources: readonly LandingSource[],
  place: LandingPlace,
): Promise<ScannedLanding[]> {
  const { phases, tables } = planLanding(sources, place, 'test');
  const results = new Map<string, TrinoResult>();
  for (const { statements } of phases) {
    for (const { name, queryString } of statements) {
      results.set(name, await runOnTrino(trino.session, onLocalFiles(queryString)));
    }
  }
  return tables.map((plan) => {
    const [counts] = rowsOf(results.get(`${plan.name}_counts`));
    const aside = rowsOf(results.get(`${plan.name}_rejects`)).map(parseAside);
    return { plan, counts: parseCounts(counts), aside };
  });
}

/** Of a table without rows, local files would lack the folder that is said to be there; a bucket has no folders. */
const onLocalFiles = (sql: string): string => sql.replace(/, external_location = '[^']*'/, '');

async function scannedSource(
  trino: LandingTrino,
  spec: SourceSpec,
  place: LandingPlace,
): Promise<ScannedSource> {
  const pinned = await listDeliveries([spec], { pin: pinnedFile });
  const inputs = [];
  for (const { name } of namedFiles(spec)) {
    const scans: ScanRecord[] = [];
    for (const file of pinned.filter(({ input }) => input === name)) {
      scans.push(await scanFile(trino, file, { spec, run: place.run }));
    }
    inputs.push({ name, scans });
  }
  return { spec, inputs, catalogue: null };
}

/** Scans one file and stages it for Trino. Throws `IntakeError`. */
export function scanFile(
  { data }: LandingTrino,
  file: Pick<PinnedFile, 'key' | 'name' | 'bytes' | 'ordinal' | 'input'>,
  { spec, run }: { readonly spec: SourceSpec; readonly run: string },
): Promise<ScanRecord> {
  const folder = join(data, stagedFolder(run, spec.table, file.input));
  return scanDelivery(
    { ...file, spec },
    { delivery: fileBytes(file), staged: folderOnDisk(folder) },
  );
}

async function pinnedFile(key: string) {
  const found = await lstat(key).catch(() => null);
  if (found === null) return null;
  // A bucket holds nothing else.
  if (!found.isFile()) throw new IntakeError('NOT_A_FILE', { file: key }, 'name the file itself');
  const arrivedAt = found.mtime.toISOString();
  return { key, bytes: found.size, etag: String(found.mtimeMs), versionId: null, arrivedAt };
}

const fileBytes = ({ key }: Pick<PinnedFile, 'key'>): PinnedBytes => ({
  all: () => createReadStream(key, { highWaterMark: 1 << 16 }),
  async range(start, end) {
    const handle = await open(key);
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(end - start),
        0,
        end - start,
        start,
      );
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  manifest: () => readFile(`${key}.manifest.json`, 'utf8').catch(() => null),
});

function folderOnDisk(folder: string): StagedFolder {
  const written: string[] = [];
  return {
    async write(name, bytes) {
      const path = join(folder, name);
      written.push(path);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(bytes, createWriteStream(path));
    },
    async discard() {
      for (const path of written) await rm(path, { force: true });
    },
  };
}

/** Makes the tables over staged copies, as Glue's, in the words of Trino. */
export async function makeStaged(
  { session, data }: LandingTrino,
  sources: readonly ScannedSource[],
  place: LandingPlace,
): Promise<void> {
  for (const { name, location, format, columns } of neededTables(sources, place)) {
    await mkdir(join(data, location.replace('local:///', '')), { recursive: true });
    const typed = columns.map((column) => `"${column.name}" ${trinoType(column.type)}`);
    const properties =
      format === 'parquet'
        ? `format = 'PARQUET'`
        : `format = 'TEXTFILE', textfile_field_separator = U&'\\0001', null_format = ''`;
    await runOnTrino(
      session,
      `create table "${name}" (${typed.join(', ')}) with (external_location = '${location}', ${properties})`,
    );
  }
}

const trinoType = (type: string): string =>
  type
    .replace(/^string$/, 'varchar')
    .replace(/^float$/, 'real')
    .replace(/^int$/, 'integer')
    .replace('array<string>', 'array(varchar)')
    .replace('map<string,string>', 'map(varchar, varchar)');

async function selected(
  { session }: LandingTrino,
  source: ScannedSource,
  place: LandingPlace,
): Promise<LandingSource> {
  const probe = probeOf(source, place);
  if (probe === null) return { ...source, selected: null };
  const ask = (sql: string) =>
    runOnTrino(session, sql).catch((error: unknown) => {
      if (error instanceof TrinoError)
        throw selectRefusal(`${source.spec.table}.sql`, error.message);
      throw error;
    });
  const reads = await ask(probe.reads.queryString);
  checkReads(source, String(reads.rows[0]?.[0]), place);
  return { ...source, selected: (await ask(probe.columns.queryString)).columns };
}

const rowsOf = (result: TrinoResult | undefined): Record<string, unknown>[] =>
  (result?.rows ?? []).map((row) =>
    Object.fromEntries((result?.columns ?? []).map(({ name }, n) => [name, row[n]])),
  );
