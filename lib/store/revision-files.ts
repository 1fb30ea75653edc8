import { createHash } from 'node:crypto';
import { link, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stored, Written } from './store.ts';

/** The newest write of a key. */
export interface Head {
  readonly revision: number;
  readonly path: string;
  readonly stored: Stored;
}

/** A numbered write that is to be. */
export interface NewRevision {
  readonly body: Uint8Array;
  readonly revision: number;
  /** Folder of the same file system where the write is completed first. */
  readonly scratch: string;
}

/** Writes a numbered file whole or not at all; null when another writer has the number. */
export async function linkNew(
  folder: string,
  { body, revision, scratch }: NewRevision,
): Promise<Written | null> {
  const own = await mkdtemp(join(scratch, 'write-'));
  const unfinished = join(own, 'body');
  try {
    await writeDurably(unfinished, body);
    await link(unfinished, join(folder, String(revision)));
    await syncFolder(folder);
    return { etag: etagOf(revision, body) };
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return null;
    throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Reads the newest write. A write may be emptied while it is read; then there is a newer one. */
export async function readHead(folder: string): Promise<Head | null> {
  for (;;) {
    const revision = await newest(folder);
    if (revision === 0) return null;
    const path = join(folder, String(revision));
    const body = await readFile(path).catch(nullIfMissing);
    if (body !== null && (await newest(folder)) === revision) {
      return { revision, path, stored: { body, etag: etagOf(revision, body) } };
    }
  }
}

async function newest(folder: string): Promise<number> {
  const names = (await readdir(folder).catch(nullIfMissing)) ?? [];
  return names.reduce((highest, name) => Math.max(highest, Number(name)), 0);
}

const etagOf = (revision: number, body: Uint8Array): string =>
  `${revision}-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;

async function writeDurably(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether an error is the operating system's of this name, such as `EEXIST`. */
export const isSystemError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Passes on every error but that of a missing file or folder. */
export function nullIfMissing(error: unknown): null {
  if (isSystemError(error, 'ENOENT')) return null;
  throw error;
}
