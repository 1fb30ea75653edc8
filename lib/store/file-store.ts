import { link, mkdir, mkdtemp, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linkNew, nullIfMissing, readHead } from './revision-files.ts';
import { checkKey, type Store } from './store.ts';

/** The folder cannot hold a store. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
}

/** `@` is in no key, so neither name is ever taken for one. */
export const SCRATCH = '@scratch';
export const KEY_END = '@';

/**
 * A store in a folder. A key is a folder, a write a numbered file in it, completed elsewhere and then linked to the
 * next number: linking to a taken name fails, so of several writers, in this process or another, one wins. Old
 * writes are emptied but keep their number, which a slow writer could otherwise take.
 * @throws FileStoreError where the file system has no hard links.
 */
export async function fileStore(root: string): Promise<Store> {
  const scratch = join(root, SCRATCH);
  await mkdir(scratch, { recursive: true });
  await refuseWithoutLinks(scratch);
  const folderOf = (key: string): string => {
    checkKey(key);
    return join(root, `${key}${KEY_END}`);
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
    async list(prefix) {
      const parts = prefix.split('/').slice(0, -1);
      const keys = await keysUnder(root, parts.map((part) => `${part}/`).join(''));
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async remove(key) {
      const gone = await mkdtemp(join(scratch, 'remove-'));
      await rename(folderOf(key), join(gone, 'key')).catch(nullIfMissing);
      await rm(gone, { recursive: true });
    },
  };
}

/** Keys below a folder of keys, which is empty or ends in `/`. */
async function keysUnder(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(nullIfMissing);
  const keys = await Promise.all(
    (entries ?? []).map(async ({ name }) => {
      if (name === SCRATCH) return [];
      if (!name.endsWith(KEY_END)) return keysUnder(root, `${folder}${name}/`);
      const written = await readdir(join(root, folder, name)).catch(nullIfMissing);
      return (written ?? []).length > 0 ? [`${folder}${name.slice(0, -KEY_END.length)}`] : [];
    }),
  );
  return keys.flat();
}

async function refuseWithoutLinks(scratch: string): Promise<void> {
  const probe = await mkdtemp(join(scratch, 'probe-'));
  try {
    await writeFile(join(probe, 'from'), '');
    await link(join(probe, 'from'), join(probe, 'to'));
  } catch (cause) {
    const message = `${scratch} has no hard links, on which a store relies; use a folder on a local disk`;
    throw new FileStoreError(message, { cause });
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}
