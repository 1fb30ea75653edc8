import { inflateRawSync } from 'node:zlib';
import { NotFitToLeaveError } from './not-fit-to-leave-error.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** Largest part of a workbook, unpacked. */
const MOST_BYTES = 100_000_000;

/** Every file of a ZIP archive by its name, hidden ones too. Throws `NotFitToLeaveError` UNREADABLE. */
export function archiveTexts(archive: Buffer): ReadonlyMap<string, string> {
  try {
    return new Map(entries(archive));
  } catch (cause) {
    if (cause instanceof NotFitToLeaveError) throw cause;
    throw new NotFitToLeaveError('UNREADABLE');
  }
}

/** The directory at the end of the archive names its files: https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT. */
function* entries(archive: Buffer): Generator<readonly [string, string]> {
  const end = archive.byteLength - END_BYTES;
  if (archive.readUInt32LE(end) !== END) throw new NotFitToLeaveError('UNREADABLE');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new NotFitToLeaveError('UNREADABLE');
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28));
    yield [name, contentAt(archive, at)];
    at +=
      46 +
      archive.readUInt16LE(at + 28) +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32);
  }
}

function contentAt(archive: Buffer, entry: number): string {
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const file = archive.readUInt32LE(entry + 42);
  const begin = file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28);
  const bytes = archive.subarray(begin, begin + packed);
  if (method === STORED) return bytes.toString('utf8');
  if (method === DEFLATED)
    return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
  throw new NotFitToLeaveError('UNREADABLE');
}
