import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folder may import which; every folder sees itself, and what is absent is forbidden. See lib/README.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/units': [],
  'lib/numerics': [],
  'lib/contract': [],
  'lib/store': ['lib/units'],
  'lib/models': ['lib/numerics', 'lib/units'],
  'lib/privacy': ['lib/units', 'lib/store', 'lib/contract'],
  'lib/warehouse': ['lib/privacy', 'lib/units'],
  'lib/metrics': ['lib/privacy', 'lib/models', 'lib/numerics', 'lib/units'],
  'lib/scores': [
    'lib/models',
    'lib/numerics',
    'lib/privacy',
    'lib/store',
    'lib/units',
    'lib/warehouse',
  ],
  'lib/config': ['lib/contract', 'lib/metrics', 'lib/privacy', 'lib/units'],
  'lib/intake': ['lib/contract', 'lib/store', 'lib/config', 'lib/units', 'lib/warehouse'],
  'lib/quality': [
    'lib/warehouse',
    'lib/contract',
    'lib/config',
    'lib/intake',
    'lib/privacy',
    'lib/units',
  ],
  'lib/rendering': ['lib/privacy', 'lib/units'],
  'lib/mail': ['lib/privacy', 'lib/rendering', 'lib/runs', 'lib/store', 'lib/units'],
  'lib/runs': ['lib/store', 'lib/units'],
  'lib/chain': ['lib/runs', 'lib/store'],
  'lib/erasure': [
    'lib/chain',
    'lib/contract',
    'lib/intake',
    'lib/runs',
    'lib/scores',
    'lib/store',
    'lib/warehouse',
  ],
  'lib/observability': [],
  'lib/api': [
    'lib/config',
    'lib/erasure',
    'lib/mail',
    'lib/pipeline',
    'lib/runs',
    'lib/store',
    'lib/units',
  ],
  'lib/sample': ['lib/contract', 'lib/models', 'lib/numerics', 'lib/units'],
  'lib/pipeline': [
    'lib/chain',
    'lib/config',
    'lib/contract',
    'lib/erasure',
    'lib/intake',
    'lib/mail',
    'lib/metrics',
    'lib/models',
    'lib/numerics',
    'lib/privacy',
    'lib/quality',
    'lib/rendering',
    'lib/runs',
    'lib/scores',
    'lib/store',
    'lib/units',
    'lib/warehouse',
  ],
  'lib/evidence': [
    'lib/chain',
    'lib/config',
    'lib/contract',
    'lib/erasure',
    'lib/mail',
    'lib/privacy',
    'lib/runs',
  ],
  'lib/cli': [
    'lib/api',
    'lib/chain',
    'lib/config',
    'lib/contract',
    'lib/erasure',
    'lib/evidence',
    'lib/intake',
    'lib/mail',
    'lib/metrics',
    'lib/pipeline',
    'lib/privacy',
    'lib/rendering',
    'lib/runs',
    'lib/sample',
    'lib/store',
    'lib/units',
    'lib/warehouse',
  ],
};

/** The only code that breaks the seal of a released value: it sends, or writes the files of a run. */
const MAY_OPEN_SEAL = [
  /^lib\/mail\//,
  /^lib\/privacy\/released(-store)?\.ts$/,
  /^lib\/(pipeline\/write-files|cli\/print-released)\.ts$/,
];

const folderOf = (file: string): string => file.match(/^lib\/[^/]+(?=\/)|^[^/]+/)?.[0] ?? file;

const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((path) => `lib/${path}`)
  .filter((path) => /\.(ts|mjs)$/.test(path) && !/\.(test|fixture|d)\.ts$/.test(path));

const textOf = (file: string): string => readFileSync(file, 'utf8');

const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/from '([.#][^']+)'/g)].map(([, specifier = '']) =>
    specifier.startsWith('#') ? specifier.slice(1) : posix.join(dirname(file), specifier),
  );

it('finds the code it guards', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(new Set(sources.map(folderOf))).toEqual(new Set(Object.keys(MAY_IMPORT)));
});

describe('imports', () => {
  it.each(sources)('%s imports only what its folder may', (file) => {
    const folder = folderOf(file);
    const strays = importsOf(file).filter(
      (target) => folderOf(target) !== folder && !MAY_IMPORT[folder]?.includes(folderOf(target)),
    );
    expect(strays).toEqual([]);
  });

  it.each(sources)('%s says where an import crosses folders', (file) => {
    const relative = [...textOf(file).matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
      posix.join(dirname(file), path),
    );
    expect(relative.filter((target) => folderOf(target) !== folderOf(file))).toEqual([]);
  });
});

describe('habits', () => {
  it('breaks the seal only where things are sent or written', () => {
    const openers = sources.filter((file) => /\bopenReleased\b/.test(textOf(file)));
    expect(openers.length).toBeGreaterThan(1);
    expect(openers.filter((file) => !MAY_OPEN_SEAL.some((path) => path.test(file)))).toEqual([]);
  });

  it('seals only in the gate', () => {
    const sealers = sources.filter((file) =>
      /\bseal\b/.test(textOf(file).replaceAll(/\/\*\*.*?\*\//gs, '')),
    );
    expect(sealers.sort()).toEqual([
      'lib/privacy/release-count.ts',
      'lib/privacy/release-fits.ts',
      'lib/privacy/release.ts',
      'lib/privacy/released-store.ts',
      'lib/privacy/released.ts',
    ]);
  });

  it('takes clock and randomness as arguments', () => {
    const clocks = sources
      .filter((file) => !/^lib\/cli\//.test(file))
      .filter((file) =>
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|performance\.now\(/.test(textOf(file)),
      );
    expect(clocks).toEqual([]);
  });

  it('names nothing utils, helpers or common', () => {
    expect(
      sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file)),
    ).toEqual([]);
  });

  it('keeps files short: TypeScript 200 lines, SQL 80', () => {
    const queries = readdirSync('lib', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.sql'))
      .map((path) => `lib/${path}`);
    expect(queries.length).toBeGreaterThan(10);
    const lines = (file: string) => textOf(file).trimEnd().split('\n').length;
    expect([
      ...sources.filter((file) => lines(file) > 200),
      ...queries.filter((file) => lines(file) > 80),
    ]).toEqual([]);
  });
});
