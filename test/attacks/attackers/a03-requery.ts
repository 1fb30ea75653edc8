import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Score, scoreOf } from './score.ts';

/** A3: the same question asked in other words. Every answer that differs in a byte tells of somebody. */
export function requeryAttack(
  first: string,
  others: readonly { readonly asked: string; readonly folder: string }[],
): Score {
  const expected = bytesIn(first);
  const hits = others.flatMap(({ asked, folder }) => {
    const got = bytesIn(folder);
    const differing = [...new Set([...expected.keys(), ...got.keys()])].filter(
      (path) => expected.get(path) !== got.get(path),
    );
    return differing.length === 0 ? [] : [`${asked}: ${differing.join(', ')}`];
  });
  return scoreOf(others.length, hits);
}

/** Hash of every file; the record of the run, which tells its times, aside. */
function bytesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => !path.endsWith('run.json'))
      .map((path) => [
        relative(folder, path),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}
