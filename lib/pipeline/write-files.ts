import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openReleased, type Released } from '#lib/privacy/released.ts';

/** A file of a run; the path is relative to the run's folder. */
export interface RunFile {
  readonly path: string;
  readonly kind: string;
  readonly content: string | Uint8Array;
}

/** What `run.json` says of a file. */
export interface FileRecord {
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes released files in place of those of an earlier run in the same folders. */
export async function writeReleasedFiles(
  out: string,
  released: Released<readonly RunFile[]>,
): Promise<FileRecord[]> {
  const files = openReleased(released);
  for (const path of new Set(files.map((file) => file.path.split('/')[0] ?? file.path))) {
    await rm(join(out, path), { recursive: true, force: true });
  }
  const records = await Promise.all(files.map((file) => writeRunFile(out, file)));
  return records.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function writeRunFile(out: string, { path, kind, content }: RunFile): Promise<FileRecord> {
  const bytes = Buffer.from(content);
  const target = join(out, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, kind, sha256, bytes: bytes.length };
}
