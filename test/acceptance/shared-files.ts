import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'vitest';

/** A file of published data or truth, which lie outside the project. */
export const sharedFile = (path: string): string => resolve(process.cwd(), '../shared', path);

export const isPresent = (path: string): boolean => existsSync(sharedFile(path));

/** A test on published data; where a file is absent it is skipped and says which. */
export function itWith(files: readonly string[]): (name: string, test: () => void) => void {
  const absent = files.filter((file) => !isPresent(file));
  const why = absent.map((file) => ` (skipped: ../shared/${file} is absent)`).join('');
  return (name, test) => it.skipIf(absent.length > 0)(name + why, test);
}
