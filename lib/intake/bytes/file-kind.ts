import { lstat, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { IntakeError } from '../intake-error.ts';
import type { SourceSpec } from '../source-spec.ts';

export type FileKind = 'csv' | 'csv.gz' | 'parquet';

/** One file of a delivery, before its content is read. */
export interface DeliveredFile {
  readonly path: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Time of the last change, as the file system says it. */
  readonly changedAt: number;
}

const ALLOWED_NAME = /^[\p{L}\p{N}_][\p{L}\p{N} ._()+=,@-]{0,199}$/u;
const MAX_FILE_BYTES = 64 * 2 ** 30;

/** Looks at a file's name and first bytes. Throws `IntakeError` when it is not what it says or not readable here. */
export async function identifyFile(path: string, spec: SourceSpec): Promise<DeliveredFile> {
  const name = basename(path);
  const file = { file: name };
  if (!ALLOWED_NAME.test(name)) {
    throw new IntakeError(
      'FILE_NAME',
      file,
      'rename it: letters, digits, spaces and ._()+=,@- only',
    );
  }
  const stat = await lstat(path).catch(() => null);
  if (stat === null) throw new IntakeError('FILE_MISSING', file, 'no such file; check "files"');
  if (!stat.isFile()) {
    throw new IntakeError('NOT_A_FILE', file, 'a link or folder; name the file itself');
  }
  if (stat.size === 0)
    throw new IntakeError('EMPTY', file, 'the file has no bytes; deliver it again');
  if (stat.size > MAX_FILE_BYTES) {
    throw new IntakeError('FILE_TOO_LARGE', file, 'more than 64 GiB; split it');
  }
  const kind = kindOf(name, await firstBytes(path), spec);
  return { path, name, kind, bytes: stat.size, changedAt: stat.mtimeMs };
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const startsWith = (head: Buffer, ...bytes: number[]) =>
  head.subarray(0, bytes.length).equals(Buffer.from(bytes));

function kindOf(name: string, head: Buffer, spec: SourceSpec): FileKind {
  refuseArchive(name, head);
  const namedGzip = spec.gzip === true || /\.gz$/i.test(name);
  const isGzip = startsWith(head, 0x1f, 0x8b);
  if (isGzip && !namedGzip) {
    throw new IntakeError(
      'GZIP_MISNAMED',
      { file: name },
      'a gzip stream; name it .csv.gz or set gzip: true',
    );
  }
  if (!isGzip && namedGzip) {
    throw new IntakeError(
      'GZIP_MISNAMED',
      { file: name },
      'not a gzip stream; name it .csv or drop gzip: true',
    );
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
  throw new IntakeError(
    'ENCODING_UTF16',
    { file: name },
    'UTF-16 text; export it as UTF-8 or set encoding: utf-16le',
  );
}

function everySecondByteIsNul(head: Buffer): boolean {
  const half = head.length >> 1;
  if (half < 2) return false;
  const nulsAt = (parity: number) =>
    head.filter((byte, index) => index % 2 === parity && byte === 0).length;
  return nulsAt(0) >= half * 0.9 || nulsAt(1) >= half * 0.9;
}
