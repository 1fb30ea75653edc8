import { createHash } from 'node:crypto';
import { IntakeError } from '../../intake-error.ts';
import { notedBytes } from './noted-bytes.ts';
import { readFooter } from './parquet-footer.ts';
import {
  type Keeper,
  layoutOf,
  objectName,
  positionsOf,
  type ScannedFile,
  type ScanPorts,
  type ScanRequest,
} from './scanned-file.ts';

/** Checks a Parquet file's footer and copies the file. Throws `IntakeError` for a file that is not read. */
export async function scanParquet(
  request: ScanRequest,
  { delivery, staged }: ScanPorts,
  keep: Keeper,
): Promise<ScannedFile> {
  const { name, ordinal } = request;
  const { rows, columns } = await readFooter(request, delivery);
  const kept = keep(columns.map((column) => column.name));
  const refusal = kept instanceof IntakeError ? kept : null;
  const layout = layoutOf('parquet', columns);
  const delivered = { hash: createHash('sha256'), bytes: 0 };
  const stream = notedBytes(delivery.all(), delivered);
  if (refusal === null)
    await staged.write(`${layout}/${objectName(ordinal, 0, 'parquet')}`, stream);
  else for await (const _ of stream);
  return {
    file: {
      name,
      sha256: delivered.hash.digest('hex'),
      bytes: delivered.bytes,
      rows,
      kind: 'parquet',
    },
    columns: [...columns],
    misshapen: 0,
    staged: {
      layout,
      kept: kept instanceof IntakeError ? [] : positionsOf(kept),
      objects: refusal === null ? 1 : 0,
      brokenLines: false,
    },
    refusal,
  };
}
