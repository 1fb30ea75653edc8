import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LoadedConfiguration } from '#lib/config/load-configuration.ts';
import { expandKeys } from '#lib/intake/athena/list/expand-keys.ts';
import type {
  CatalogueRows,
  LandingSource,
  ScannedSource,
} from '#lib/intake/athena/plan/landing-source.ts';
import { selectOf } from '#lib/intake/athena/plan/landing-source.ts';
import { namedFiles, type SourceSpec } from '#lib/intake/source-spec.ts';
import { sourceSpecs } from '../source-specs.ts';
import type { Delivery, LandingBooks } from './landing-books.ts';

/** Every configured source over the keys that a pattern may find. */
export const keyedSources = (
  { configuration, directory }: LoadedConfiguration,
  keys: (prefix: string) => Promise<readonly string[]>,
): Promise<SourceSpec[]> =>
  sourceSpecs(configuration, {
    find: (pattern) => expandKeys(pattern, { keys }),
    readText: (path) => readFile(resolve(directory, path), 'utf8'),
  });

/** The sources over what was pinned, and nothing that came since. */
export const pinnedSources = (
  loaded: LoadedConfiguration,
  { files }: Delivery,
): Promise<SourceSpec[]> =>
  keyedSources(loaded, async (prefix) =>
    files.map(({ key }) => key).filter((key) => key.startsWith(prefix)),
  );

/** The sources with what the scans of their files found. */
export async function scannedSources(
  loaded: LoadedConfiguration,
  pages: LandingBooks,
): Promise<ScannedSource[]> {
  const delivery = await pages.delivery.read();
  const specs = await pinnedSources(loaded, delivery);
  return Promise.all(
    specs.map(async (spec) => {
      const inputs = namedFiles(spec).map(async ({ name }) => {
        const own = delivery.files.filter(
          ({ table, input }) => table === spec.table && input === name,
        );
        const scans = own.map(async ({ id }) => (await pages.scan(id).read()).record);
        return { name, scans: await Promise.all(scans) };
      });
      return { spec, inputs: await Promise.all(inputs), catalogue: rowsOf(spec, delivery) };
    }),
  );
}

/** Rows of a table may change under it: each load is another, until its landing tells whether they did. */
const rowsOf = ({ existing }: SourceSpec, { loadedAt }: Delivery): CatalogueRows | null =>
  existing === undefined ? null : { table: existing, version: loadedAt };

/** The sources as their landing was planned. */
export async function plannedSources(
  loaded: LoadedConfiguration,
  pages: LandingBooks,
): Promise<LandingSource[]> {
  const sources = await scannedSources(loaded, pages);
  return Promise.all(
    sources.map(async (source) => {
      if (selectOf(source) === null) return { ...source, selected: null };
      const { columns } = await pages.selected(source.spec.table).read();
      return { ...source, selected: columns };
    }),
  );
}
