import { IntakeError } from '../intake-error.ts';
import type { SourceSpec } from '../source-spec.ts';

export type FileKind = 'csv' | 'csv.gz' | 'parquet';

/** Bytes at the begin of a file that say what it is. */
export const HEAD_BYTES = 512;

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  head.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** What a file is, by its name and first bytes. Throws `IntakeError` when it is not what it says, or not readable. */
export function deliveredKind(name: string, head: Buffer, spec: SourceSpec): FileKind {
  refuseArchive(name, head);
  const isGzip = startsWith(head, 0x1f, 0x8b);
  const namedGzip = spec.gzip === true || /\.gz$/i.test(name);
  if (isGzip !== namedGzip) {
    const hint = isGzip
      ? 'a gzip stream; name it .csv.gz or set gzip: true'
      : 'not a gzip stream; name it .csv or drop gzip: true';
    throw new IntakeError('GZIP_MISNAMED', { file: name }, hint);
  }
  if (isGzip) return 'csv.gz';
  const isParquet = startsWith(head, 0x50, 0x41, 0x52, 0x31);
  if (isParquet !== /\.parquet$/i.test(name)) {
    const hint = isParquet
      ? 'a Parquet file; name it .parquet'
      : 'not a Parquet file; export it again';
    throw new IntakeError('PARQUET_MISNAMED', { file: name }, hint);
  }
  if (isParquet) return 'parquet';
  refuseUtf16(name, head, spec);
  return 'csv';
}

function refuseArchive(name: string, head: Buffer): void {
  const archive =
    startsWith(head, 0x50, 0x4b) ||
    startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) ||
    startsWith(head, 0x42, 0x5a, 0x68) ||
    startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) ||
    startsWith(head, 0xfd, 0x37, 0x7a) ||
    head.subarray(257, 262).toString('latin1') === 'ustar';
  if (!archive) return;
  const hint = 'an archive or workbook; deliver plain CSV, gzip or Parquet files';
  throw new IntakeError('ARCHIVE', { file: name }, hint);
}

function refuseUtf16(name: string, head: Buffer, spec: SourceSpec): void {
  if (spec.encoding !== undefined) return;
  const marked = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
  if (!marked && !everySecondByteIsNul(head)) return;
  const hint = 'UTF-16 text; export it as UTF-8 or set encoding: utf-16le';
  throw new IntakeError('ENCODING_UTF16', { file: name }, hint);
}

function everySecondByteIsNul(head: Buffer): boolean {
  const half = head.length >> 1;
  if (half < 2) return false;
  const nulsAt = (parity: number) =>
    head.filter((byte, index) => index % 2 === parity && byte === 0).length;
  return nulsAt(0) >= half * 0.9 || nulsAt(1) >= half * 0.9;
}
