import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'vitest';

/** A file of published data or truth, which lie outside the project. */
export const sharedFile = (path: string): string => resolve(process.cwd(), '../shared', path);

/** Tests on published data; where a file is absent they are skipped and say which. */
export function describeWith(files: readonly string[], name: string, tests: () => void): void {
  const absent = files.filter((file) => !existsSync(sharedFile(file)));
  const why =
    absent.length === 0 ? '' : ` (skipped: ../shared/${absent.join(', ../shared/')} absent)`;
  describe.skipIf(absent.length > 0)(name + why, tests);
}
