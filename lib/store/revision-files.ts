import { createHash } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stored, Written } from './store.ts';

/** Names for unfinished files, in a folder of the same file system. */
export interface ScratchFiles {
  next(): string;
}

/** The newest write of a key. */
export interface Head {
  readonly revision: number;
  readonly path: string;
  readonly stored: Stored;
}

let made = 0;

/** Makes the folder. Names carry the process and a count, so that no two writers share one. */
export async function scratchFiles(folder: string): Promise<ScratchFiles> {
  await mkdir(folder, { recursive: true });
  return {
    next() {
      made += 1;
      return join(folder, `${process.pid}-${made}`);
    },
  };
}

/** Writes a numbered file whole or not at all; null when another writer has the number. */
export async function linkNew(
  folder: string,
  { body, revision, scratch }: {
    readonly body: Uint8Array;
    readonly revision: number;
    readonly scratch: ScratchFiles;
  },
): Promise<Written | null> {
  const unfinished = scratch.next();
  await writeDurably(unfinished, body);
  try {
    await link(unfinished, join(folder, String(revision)));
    await syncFolder(folder);
    return { etag: etagOf(revision, body) };
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return null;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
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

/** Truncates what an earlier process of the same number left unfinished. */
async function writeDurably(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
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

function nullIfMissing(error: unknown): null {
  if (isSystemError(error, 'ENOENT')) return null;
  throw error;
}
