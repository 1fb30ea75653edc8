import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { IntakeError } from '../intake-error.ts';

/** Bytes read at once. */
const CHUNK_BYTES = 1 << 20;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A gzip stream may grow by this factor; real order files stay below 30. */
const MAX_GZIP_RATIO = 200;

/** Growth that is always allowed, so that a short file of one repeated value passes. */
const FREE_GROWTH_BYTES = 1 << 20;

const RATIO_HINT = `it grows more than ${MAX_GZIP_RATIO}-fold; deliver it without gzip`;

/** How a file's bytes are turned into text. */
export interface ByteSource {
  readonly path: string;
  readonly name: string;
  readonly gzip: boolean;
  /** WHATWG name of a declared character set; null for UTF-8. */
  readonly encoding: string | null;
}

/** How many bytes were read so far, as delivered. */
export interface DeliveredBytes {
  bytes: number;
}

export const nothingDelivered = (): DeliveredBytes => ({ bytes: 0 });

/** Streams a file's text as UTF-8 bytes and notes the size of the delivered bytes on the way. */
export async function* decodedBytes(
  source: ByteSource,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  const raw = deliveredChunks(source.path, delivered);
  const plain = source.gzip ? gunzipped(raw, source, delivered) : raw;
  if (source.encoding === null) yield* withoutByteOrderMark(plain);
  else yield* transcoded(plain, source, source.encoding);
}

async function* withoutByteOrderMark(plain: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of plain) {
    yield first && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? chunk.subarray(3) : chunk;
    first = false;
  }
}

async function* deliveredChunks(path: string, delivered: DeliveredBytes): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    if (!Buffer.isBuffer(chunk)) continue;
    delivered.bytes += chunk.length;
    yield chunk;
  }
}

async function* gunzipped(
  raw: AsyncGenerator<Buffer>,
  source: ByteSource,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const fed = pipeline(raw, gunzip).catch(() => undefined);
  let grown = 0;
  try {
    for await (const chunk of gunzip) {
      if (!Buffer.isBuffer(chunk)) continue;
      grown += chunk.length;
      if (grown > FREE_GROWTH_BYTES + MAX_GZIP_RATIO * delivered.bytes) {
        throw new IntakeError('GZIP_RATIO', { file: source.name }, RATIO_HINT);
      }
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? damaged(source) : error;
  } finally {
    gunzip.destroy();
    await fed;
  }
  if (gunzip.bytesWritten !== delivered.bytes) throw damaged(source);
}

async function* transcoded(
  plain: AsyncGenerator<Buffer>,
  source: ByteSource,
  encoding: string,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of plain) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const hint = `not valid ${encoding}; correct "encoding" or export the file as UTF-8`;
    throw new IntakeError('ENCODING_INVALID', { file: source.name }, hint);
  }
}

const damaged = (source: ByteSource) =>
  new IntakeError(
    'GZIP_DAMAGED',
    { file: source.name },
    'the gzip stream is cut, damaged or followed by other bytes; deliver it again',
  );

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
