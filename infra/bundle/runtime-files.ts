import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** A file that code finds at run time, and where in the bundle it looks for it. */
export interface RuntimeFile {
  readonly from: string;
  readonly to: string;
}

const FONTS = '@expo-google-fonts/inter';
const PICTURES = '@resvg/resvg-wasm';

/** Files that a bundle needs beside its code, by the source that reads them: found as Node finds them, or by URL. */
const NEEDED_BY: readonly { readonly source: RegExp; readonly files: () => RuntimeFile[] }[] = [
  {
    source: /(^|\/)lib\/rendering\/charts\/rasterise\.ts$/,
    files: () => [
      packageFile(FONTS, '400Regular/Inter_400Regular.ttf'),
      packageFile(FONTS, '600SemiBold/Inter_600SemiBold.ttf'),
      packageFile(PICTURES, 'index_bg.wasm'),
    ],
  },
  {
    source: /(^|\/)node_modules\/highs\/build\/highs\.mjs$/,
    files: () => [{ from: join(dirname(resolve('highs')), 'highs.wasm'), to: 'highs.wasm' }],
  },
];

/** The files that these sources read at run time. */
export const runtimeFilesOf = (sources: readonly string[]): RuntimeFile[] =>
  NEEDED_BY.filter(({ source }) => sources.some((path) => source.test(path))).flatMap(({ files }) =>
    files(),
  );

const packageFile = (name: string, file: string): RuntimeFile => ({
  from: resolve(`${name}/${file}`),
  to: `node_modules/${name}/${file}`,
});
