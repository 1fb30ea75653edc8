import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileSha256 } from './file-sha256.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenure-sha256-'));
});
afterAll(() => rm(directory, { recursive: true }));

it.each([0, 1_000, (1 << 24) - 1, 1 << 24, (1 << 24) + 12_345])(
  'hashes %i bytes as one buffer of them',
  async (size) => {
    const bytes = Buffer.alloc(size, 'some bytes, ');
    const path = join(directory, String(size));
    await writeFile(path, bytes);
    expect(await fileSha256(path)).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);

it('rejects for a file that is not there', async () => {
  await expect(fileSha256(join(directory, 'none'))).rejects.toThrow('ENOENT');
});
