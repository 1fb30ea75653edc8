import { createHash } from 'node:crypto';
import { link, mkdir, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, linkNew, readHead, type ScratchFiles, scratchFiles } from './revision-files.ts';
import { checkKey, type Store } from './store.ts';

/** The folder cannot hold a store. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
}

/**
 * A store in a folder. A key is a folder, a write a numbered file in it, completed elsewhere and then linked to the
 * next number: linking to a taken name fails, so of several writers, in this process or another, one wins. Old
 * writes are emptied but keep their number, which a slow writer could otherwise take.
 * @throws FileStoreError where the file system has no hard links.
 */
export async function fileStore(root: string): Promise<Store> {
  const scratch = await scratchFiles(join(root, SCRATCH));
  await refuseWithoutLinks(scratch);
  const folderOf = (key: string): string => {
    checkKey(key);
    return join(root, `${key}${KEY_FOLDER}`);
  };
  return {
    get: async (key) => (await readHead(folderOf(key)))?.stored ?? null,
    async createIfAbsent(key, body) {
      const folder = folderOf(key);
      await mkdir(folder, { recursive: true });
      return (await linkNew(folder, { body, revision: 1, scratch })) ?? 'exists';
    },
    async replaceIfMatch(key, body, etag) {
      const folder = folderOf(key);
      const head = await readHead(folder);
      if (head === null || head.stored.etag !== etag) return 'conflict';
      const written = await linkNew(folder, { body, revision: head.revision + 1, scratch });
      if (written === null) return 'conflict';
      await truncate(head.path);
      return written;
    },
    list: async (prefix) => {
      const keys = await keysUnder(root, '');
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async remove(key) {
      const gone = scratch.next();
      await rename(folderOf(key), gone).catch(ignoreMissing);
      await rm(gone, { recursive: true, force: true });
    },
  };
}

/** `@` is in no key, so these names are never taken for one. */
const SCRATCH = '@scratch';
const KEY_FOLDER = '@';
