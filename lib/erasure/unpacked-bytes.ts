import { gunzipSync, inflateRawSync } from 'node:zlib';

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP_ENTRY = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const ZIP_LISTED = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const DEFLATED = 8;

/** Bytes as they lie, then what is packed in them: a gzip stream, or the entries of an archive such as a workbook. */
export function* unpackedBytes(body: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  yield bytes;
  if (begins(bytes, GZIP)) yield gunzipSync(bytes);
  if (begins(bytes, ZIP_ENTRY)) yield* zipEntries(bytes);
}

const begins = (bytes: Buffer, magic: Buffer): boolean =>
  bytes.subarray(0, magic.length).equals(magic);

/** Deflated entries of an archive, by its own list of them; stored ones lie open already. */
function* zipEntries(bytes: Buffer): Generator<Buffer> {
  for (
    let listed = bytes.indexOf(ZIP_LISTED);
    listed >= 0;
    listed = bytes.indexOf(ZIP_LISTED, listed + ZIP_LISTED.length)
  ) {
    if (bytes.readUInt16LE(listed + 10) !== DEFLATED) continue;
    const size = bytes.readUInt32LE(listed + 20);
    const entry = bytes.readUInt32LE(listed + 42);
    const begin = entry + 30 + bytes.readUInt16LE(entry + 26) + bytes.readUInt16LE(entry + 28);
    yield inflateRawSync(bytes.subarray(begin, begin + size));
  }
}
