import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { refuseNative } from './forbidden-packages.ts';
import { type RuntimeFile, runtimeFilesOf } from './runtime-files.ts';

/** Packages of CommonJS ask for `require`, which a module does not have. */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  loader: { '.sql': 'text' },
  external: ['*.node'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'silent',
  banner: { js: BANNER },
} as const satisfies BuildOptions;

export interface BundleRequest {
  /** File with the handler. */
  readonly entry: string;
  /** Folder that becomes the Lambda's code; emptied first. */
  readonly into: string;
  /** Files that go with it whatever the code reads. */
  readonly files: readonly RuntimeFile[];
}

/** A handler that is not there. */
export class MissingHandlerError extends Error {
  override readonly name = 'MissingHandlerError';
  constructor(entry: string) {
    super(`${entry} is missing: a function of infra/line needs its handler`);
  }
}

/**
 * One module with everything in it, and beside it the files that its code looks for. The same sources give the same
 * bytes. Throws `MissingHandlerError`, and `ForbiddenPackageError` where a native package is reached.
 */
export function bundleFunction({ entry, into, files }: BundleRequest): string {
  if (!existsSync(entry)) throw new MissingHandlerError(entry);
  rmSync(into, { recursive: true, force: true });
  const { metafile } = buildSync({
    ...OPTIONS,
    entryPoints: [entry],
    outfile: join(into, 'index.mjs'),
  });
  refuseNative(metafile);
  for (const { from, to } of [...runtimeFilesOf(sourcesIn(metafile)), ...files]) {
    mkdirSync(dirname(join(into, to)), { recursive: true });
    copyFileSync(from, join(into, to));
  }
  return into;
}

/** Sources of which something is left in the bundle. */
const sourcesIn = ({ outputs }: Metafile): string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
