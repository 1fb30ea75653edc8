import { lstat, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { IntakeError } from '../intake-error.ts';
import type { SourceSpec } from '../source-spec.ts';
import { deliveredKind, type FileKind, HEAD_BYTES } from './delivered-kind.ts';

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
  const kind = deliveredKind(name, await firstBytes(path), spec);
  return { path, name, kind, bytes: stat.size, changedAt: stat.mtimeMs };
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
