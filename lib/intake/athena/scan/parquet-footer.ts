import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { IntakeError } from '../../intake-error.ts';
import { type ParquetColumn, parquetColumns } from './parquet-columns.ts';
import type { PinnedBytes } from './scan-ports.ts';

const MAX_FOOTER_BYTES = 16 * 2 ** 20;
const MAX_COLUMNS = 1000;
const MAX_ROW_GROUPS = 100_000;

/** Length and mark at the end of every Parquet file. */
const FRAME_BYTES = 8;

/** What a Parquet file says of itself. */
export interface ParquetFacts {
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
}

/** Reads a Parquet file's footer and nothing else. Throws `IntakeError` for a frame, type or size that is not read. */
export async function readFooter(
  file: { readonly name: string; readonly bytes: number },
  delivery: PinnedBytes,
): Promise<ParquetFacts> {
  const place = { file: file.name };
  const metadata = metadataOf(file.name, await footerBytes(file, delivery));
  if (metadata.row_groups.length > MAX_ROW_GROUPS) {
    const hint = `more than ${MAX_ROW_GROUPS} row groups; rewrite it`;
    throw new IntakeError('PARQUET_CAPS', place, hint);
  }
  refuseOldTimestamps(file.name, metadata);
  const columns = parquetColumns(metadata);
  if (columns.length > MAX_COLUMNS) {
    throw new IntakeError('TOO_MANY_COLUMNS', place, `more than ${MAX_COLUMNS} columns`);
  }
  return { rows: Number(metadata.num_rows), columns };
}

/** A Parquet file begins and ends with its mark, and the footer's length fits between. */
async function footerBytes(
  { name, bytes }: { readonly name: string; readonly bytes: number },
  delivery: PinnedBytes,
): Promise<Uint8Array> {
  const frame = await delivery.range(Math.max(0, bytes - FRAME_BYTES), bytes);
  const length = frame.length < FRAME_BYTES ? 0 : frame.readUInt32LE(0);
  const marked = frame.subarray(4).toString('latin1') === 'PAR1';
  if (!marked || bytes <= 12 || length > Math.min(bytes - 12, MAX_FOOTER_BYTES))
    throw damaged(name);
  return delivery.range(bytes - FRAME_BYTES - length, bytes);
}

function metadataOf(name: string, footer: Uint8Array): FileMetaData {
  try {
    const metadata = parquetMetadata(footer);
    const chunks = metadata.row_groups.flatMap(({ columns }) => columns);
    if (chunks.every(({ crypto_metadata: crypto }) => crypto === undefined)) return metadata;
  } catch {
    throw unreadable(name);
  }
  throw damaged(name);
}

const damaged = (file: string) =>
  new IntakeError(
    'PARQUET_DAMAGED',
    { file },
    'the file is cut, encrypted or has an impossible footer; deliver it again',
  );

const unreadable = (file: string) =>
  new IntakeError('PARQUET_DAMAGED', { file }, 'its footer cannot be read; deliver it again');

function refuseOldTimestamps(file: string, { schema }: FileMetaData): void {
  const old = schema.find(({ type }) => type === 'INT96');
  if (old === undefined) return;
  const hint =
    'an INT96 timestamp, whose zone nobody knows; write it as TIMESTAMP (microseconds, UTC)';
  throw new IntakeError('COLUMN_TYPE', { file, column: old.name }, hint);
}
