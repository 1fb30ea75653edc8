import { readdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MANIFEST_ENDING } from './reading/supplier-manifest.ts';

/**
 * Absolute paths of the files a pattern names, sorted. `*` and `?` stand for parts of a file name, in its last
 * part only, and never a supplier's manifest; a path without them is itself, whether it exists or not.
 */
export async function expandGlobs(pattern: string, baseDirectory: string): Promise<string[]> {
  const path = resolve(baseDirectory, pattern);
  const name = basename(path);
  if (!/[*?]/.test(name)) return [path];
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const matching = nameMatcher(name);
  return entries
    .filter(({ name: entry }) => matching.test(entry) && !entry.endsWith(MANIFEST_ENDING))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => resolve(folder, entry.name))
    .sort();
}

const nameMatcher = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'su',
  );
