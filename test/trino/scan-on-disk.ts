import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listDeliveries, type PinnedFile } from '#lib/intake/athena/list/list-deliveries.ts';
import { stagedFolder } from '#lib/intake/athena/plan/landing-place.ts';
import type { ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import { scanDelivery } from '#lib/intake/athena/scan/scan-delivery.ts';
import type { PinnedBytes, StagedFolder } from '#lib/intake/athena/scan/scan-ports.ts';
import type { ScanRecord } from '#lib/intake/athena/scan/scan-record.ts';
import { IntakeError } from '#lib/intake/intake-error.ts';
import { namedFiles, type SourceSpec } from '#lib/intake/source-spec.ts';
import type { LandingTrino } from './trino-client.ts';

/** A source, and the run that it is staged for. */
interface Staging {
  readonly spec: SourceSpec;
  readonly run: string;
}

/** Scans every file of a source and stages it for Trino. Throws `IntakeError`. */
export async function scanSource(trino: LandingTrino, staging: Staging): Promise<ScannedSource> {
  const { spec, run } = staging;
  const pinned = await listDeliveries([spec], { pin: pinnedFile });
  const inputs = [];
  for (const { name } of namedFiles(spec)) {
    const scans: ScanRecord[] = [];
    for (const file of pinned.filter(({ input }) => input === name)) {
      scans.push(await scanFile(trino, file, staging));
    }
    inputs.push({ name, scans });
  }
  const { existing } = spec;
  return { spec, inputs, catalogue: existing ? { table: existing, version: run } : null };
}

/** Scans one file and stages it for Trino. Throws `IntakeError`. */
export function scanFile(
  { data }: LandingTrino,
  file: Pick<PinnedFile, 'key' | 'name' | 'bytes' | 'ordinal' | 'input'>,
  { spec, run }: Staging,
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
