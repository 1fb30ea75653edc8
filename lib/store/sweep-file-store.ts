import { readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { KEY_END, SCRATCH } from './file-store.ts';
import { nullIfMissing } from './revision-files.ts';

/** What a crash left behind and a sweep did away with. */
export interface Swept {
  /** Old writes that still had their bytes. */
  readonly emptied: number;
  /** Unfinished writes and removals. */
  readonly removed: number;
}

/**
 * Does away with what no reader of a store in a folder sees any more: the bytes of replaced writes, and what writers
 * that died left half done before a moment.
 */
export async function sweepFileStore(root: string, before: Date): Promise<Swept> {
  return { emptied: await emptyReplaced(root), removed: await removeUnfinished(root, before) };
}

async function removeUnfinished(root: string, before: Date): Promise<number> {
  const names = (await readdir(join(root, SCRATCH)).catch(nullIfMissing)) ?? [];
  let removed = 0;
  for (const name of names) {
    const path = join(root, SCRATCH, name);
    const found = await stat(path).catch(nullIfMissing);
    if (found === null || found.mtime >= before) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function emptyReplaced(folder: string): Promise<number> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(nullIfMissing)) ?? [];
  const below = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && entry.name !== SCRATCH)
      .map(({ name }) => {
        const path = join(folder, name);
        return name.endsWith(KEY_END) ? emptyRevisions(path) : emptyReplaced(path);
      }),
  );
  return below.reduce((sum, emptied) => sum + emptied, 0);
}

async function emptyRevisions(folder: string): Promise<number> {
  const revisions = (await readdir(folder)).map(Number).sort((a, b) => a - b);
  let emptied = 0;
  for (const revision of revisions.slice(0, -1)) {
    const path = join(folder, String(revision));
    if ((await stat(path)).size === 0) continue;
    await truncate(path);
    emptied += 1;
  }
  return emptied;
}
