import { isAbsolute, join, relative } from 'node:path';
import { CONFIGURATION_FILE } from '../line/function-environment.ts';
import type { LoadedCatalogue } from '../load-catalogue.ts';
import type { RuntimeFile } from './runtime-files.ts';

/** A file that the configuration names and that a bundle cannot hold at the same place. */
export class OutsidePathError extends Error {
  override readonly name = 'OutsidePathError';
  constructor(path: string) {
    super(`${path} lies outside the configuration's folder: move it beside the configuration`);
  }
}

/** The configuration and the SQL mappings that it names, at the places where it names them. Throws `OutsidePathError`. */
export function configurationFiles({
  file,
  directory,
  configuration,
}: LoadedCatalogue): RuntimeFile[] {
  const mappings = Object.values(configuration.sources).flatMap(({ sql }) => (sql ? [sql] : []));
  return [
    { from: file, to: CONFIGURATION_FILE },
    ...mappings.map((path) => ({ from: join(directory, path), to: insideOf(path) })),
  ];
}

function insideOf(path: string): string {
  const inside = relative('.', path);
  if (isAbsolute(path) || inside.startsWith('..')) throw new OutsidePathError(path);
  return inside;
}
