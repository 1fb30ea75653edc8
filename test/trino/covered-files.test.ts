import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { coverageOf } from './covered-files.ts';

it('misses every file where nothing was asked, and none where all was', () => {
  const { missing, covered, oneEngine } = coverageOf([]);
  expect(covered).toEqual([]);
  expect(missing.length).toBeGreaterThan(50);
  const texts = missing.map((path) => readFileSync(path, 'utf8'));
  expect(coverageOf(texts)).toEqual({ missing: [], covered: missing, oneEngine });
  expect(coverageOf(texts.slice(1)).missing).toEqual([missing[0]]);
});

it('finds a file in a statement that was composed of several, whatever its values', () => {
  const { missing } = coverageOf([]);
  const path = 'lib/pipeline/histories/value-groups.sql';
  const body = readFileSync(path, 'utf8')
    .replace(/^--.*\nwith\s/, '')
    .replaceAll(':cut', '?');
  expect(missing).toContain(path);
  expect(coverageOf([`with other as (\nselect 1\n),\n${body}`]).covered).toEqual([path]);
});
