import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expandGlobs } from './expand-globs.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'globs-'));
  await mkdir(join(folder, 'orders'));
  const names = ['b.csv', 'a.csv', 'a.csv.gz', 'a.csv.manifest.json', 'a1.csv', 'acsv'];
  for (const name of names) await writeFile(join(folder, 'orders', name), '');
  await mkdir(join(folder, 'orders', 'folder.csv'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['orders/*.csv', ['a.csv', 'a1.csv', 'b.csv']],
  ['orders/a?.csv', ['a1.csv']],
  ['orders/*', ['a.csv', 'a.csv.gz', 'a1.csv', 'acsv', 'b.csv']],
  ['./orders/a.csv', ['a.csv']],
  ['orders/missing.csv', ['missing.csv']],
  ['nowhere/*.csv', []],
])('finds the files of %s, sorted, and no folder or manifest', async (pattern, names) => {
  expect(await expandGlobs(pattern, folder)).toEqual(
    names.map((name) => join(folder, 'orders', name)),
  );
});
