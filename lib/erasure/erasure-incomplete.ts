import type { Finding, ScanReceipt } from './scan-receipt.ts';

/** Something of an erased person is still there; tells the objects, never the person. */
export class ErasureIncompleteError extends Error {
  override readonly name = 'ErasureIncompleteError';
  readonly found: readonly Finding[];
  constructor(store: string, found: readonly Finding[]) {
    const objects = [...new Set(found.map(({ object, kind }) => `${object} (${kind})`))];
    super(
      `${store} still holds something of erased persons in ${objects.join(', ')}: remove it and erase again`,
    );
    this.found = found;
  }
}

/** Throws `ErasureIncompleteError` unless a scan found nothing. */
export function clean(scan: ScanReceipt): ScanReceipt {
  if (scan.found.length > 0) throw new ErasureIncompleteError(scan.store, scan.found);
  return scan;
}
