import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EDGE_FUNCTIONS } from '../line/edge-functions.ts';
import { STEP_FUNCTIONS } from '../line/step-functions.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { bundleFunction } from './bundle-function.ts';
import { configurationFiles, OutsidePathError } from './configuration-files.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tenure-bundle-'));
/** A handler of a test, where the project's own imports work. */
const written = (name: string, text: string): string => {
  const file = join(scratch, `${name}.ts`);
  writeFileSync(file, text);
  return file;
};
const lib = (path: string): string => JSON.stringify(join(process.cwd(), 'lib', path));
const bundled = (name: string, text: string): string =>
  bundleFunction({ entry: written(name, text), into: join(scratch, name), files: [] });

it('holds SQL as text and finds its files wherever it is put', async () => {
  const into = bundled(
    'picture',
    `import sql from ${lib('privacy/scope/orders_in_scope.sql')};
     import { rasterise } from ${lib('rendering/charts/rasterise.ts')};
     import { highsSolver } from ${lib('privacy/gate/highs-solver.ts')};
     const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="Inter" y="8">a</text></svg>';
     export const handler = async () => ({ sql, png: await rasterise(svg), solver: (await highsSolver(1)).version });`,
  );
  const { handler } = await import(pathToFileURL(join(into, 'index.mjs')).href);
  const { sql, png, solver } = await handler();
  expect(sql).toMatch(/^-- grain: one row per /);
  expect([...png.slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
  expect(solver).toMatch(/^highs \d/);
  expect(existsSync(join(into, 'highs.wasm'))).toBe(true);
});

it('gives the same bytes for the same sources', () => {
  const text = `export { canonicalJson as handler } from ${lib('runs/run-identity.ts')};`;
  const [one, two] = [bundled('one', text), bundled('one', text)].map((into) =>
    readFileSync(join(into, 'index.mjs')),
  );
  expect(two).toEqual(one);
  expect(existsSync(join(scratch, 'one', 'highs.wasm'))).toBe(false);
});

it('refuses a native package, and says how it is reached', () => {
  const text = `export { duckdbWarehouse as handler } from ${lib('warehouse/duckdb-warehouse.ts')};`;
  expect(() => bundled('native', text)).toThrow(
    /native\.ts reaches a native package.*duckdb-warehouse\.ts → .*@duckdb/,
  );
});

it('refuses a handler that is not there', () => {
  const request = { entry: join(scratch, 'absent.ts'), into: join(scratch, 'absent'), files: [] };
  expect(() => bundleFunction(request)).toThrow('absent.ts is missing');
});

it('carries the configuration and its mappings, and nothing from outside their folder', async () => {
  const sample = await loadCatalogue('infra/sample.yaml');
  const withMapping = (sql: string) => ({
    ...sample,
    configuration: {
      ...sample.configuration,
      sources: { orders: { files: { lines: 'lines.csv' }, sql } },
    },
  });
  expect(configurationFiles(withMapping('mappings/orders.sql')).map(({ to }) => to)).toEqual([
    'tenure.yaml',
    'mappings/orders.sql',
  ]);
  expect(() => configurationFiles(withMapping('../orders.sql'))).toThrow(OutsidePathError);
  expect(() => configurationFiles(withMapping('/etc/orders.sql'))).toThrow(OutsidePathError);
});

const MOST_BYTES = 6_000_000;
const functions = [...Object.values(STEP_FUNCTIONS), ...Object.values(EDGE_FUNCTIONS)];

describe('every function of the line', () => {
  it.each(functions)('$name is below 6 MB', ({ name }) => {
    const into = join(scratch, 'line', name);
    bundleFunction({ entry: `functions/${name}.ts`, into, files: [] });
    expect(statSync(join(into, 'index.mjs')).size).toBeLessThan(MOST_BYTES);
  });
});
