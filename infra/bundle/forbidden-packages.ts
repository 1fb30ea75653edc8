import type { Metafile } from 'esbuild';

/** Parts that only run where they were compiled for; none may be in a Lambda. */
const NATIVE = /(^|\/)node_modules\/(@duckdb\/|@resvg\/resvg-js)|\.node$/;

/** A bundle that reaches a native package, and by which imports. */
export class ForbiddenPackageError extends Error {
  override readonly name = 'ForbiddenPackageError';
  constructor(way: readonly string[]) {
    super(`${way[0]} reaches a native package, which no Lambda may hold: ${way.join(' → ')}`);
  }
}

/** Throws `ForbiddenPackageError` with the shortest way from an entry to a native package. */
export function refuseNative({ inputs, outputs }: Metafile): void {
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  if (entries.length === 0) throw new TypeError('a bundle without an entry cannot be looked at');
  const ways = new Map<string, readonly string[]>(entries.map((entry) => [entry, [entry]]));
  for (const [path, way] of ways) {
    if (NATIVE.test(path)) throw new ForbiddenPackageError(way);
    for (const next of inputs[path]?.imports ?? [])
      if (!ways.has(next.path)) ways.set(next.path, [...way, next.path]);
  }
}
