import { posix } from 'node:path';
import { MANIFEST_ENDING } from '../../reading/supplier-manifest.ts';
import type { DeliveryListing } from './delivery-listing.ts';

/**
 * Keys of the objects a pattern names, sorted. `*` and `?` stand for parts of a name, behind its last slash only, and
 * never for a supplier's manifest; a pattern without them is one key, whether it exists or not.
 */
export async function expandKeys(
  pattern: string,
  listing: Pick<DeliveryListing, 'keys'>,
): Promise<string[]> {
  const path = posix.normalize(pattern);
  const name = posix.basename(path);
  if (!/[*?]/.test(name)) return [path];
  const prefix = path.slice(0, -name.length);
  const matching = nameMatcher(name);
  const keys = await listing.keys(prefix);
  return keys
    .filter((key) => matching.test(key.slice(prefix.length)) && !key.endsWith(MANIFEST_ENDING))
    .filter((key) => key !== prefix)
    .sort();
}

const nameMatcher = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
    'su',
  );
