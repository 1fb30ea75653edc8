import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileStore } from './file-store.ts';
import { sweepFileStore } from './sweep-file-store.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sweep-'));
});
afterAll(() => rm(root, { recursive: true }));

it('does away with replaced bytes and half-done writes, and leaves every key as it reads', async () => {
  const store = await fileStore(root);
  const first = await store.createIfAbsent('runs/r/state', Buffer.from('old'));
  if (first === 'exists') throw new Error('the store is empty');
  await store.replaceIfMatch('runs/r/state', Buffer.from('new'), first.etag);
  await store.createIfAbsent('runs/r', Buffer.from('other'));
  await writeFile(join(root, 'runs/r/state@/1'), 'old');
  await mkdir(join(root, '@scratch/write-died'));
  await writeFile(join(root, '@scratch/write-died/body'), 'half');

  expect(await sweepFileStore(root, new Date(0))).toEqual({ emptied: 1, removed: 0 });
  const later = new Date(Date.now() + 60_000);
  expect(await sweepFileStore(root, later)).toEqual({ emptied: 0, removed: 1 });
  expect(await readFile(join(root, 'runs/r/state@/1'), 'utf8')).toBe('');
  expect(Buffer.from((await store.get('runs/r/state'))?.body ?? []).toString()).toBe('new');
  expect(Buffer.from((await store.get('runs/r'))?.body ?? []).toString()).toBe('other');
});

it('finds nothing where there is no store', async () => {
  expect(await sweepFileStore(join(root, 'none'), new Date())).toEqual({ emptied: 0, removed: 0 });
});
