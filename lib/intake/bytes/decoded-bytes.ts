import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { IntakeError } from '../intake-error.ts';

/** Bytes read or unpacked at once. */
const CHUNK_BYTES = 1 << 20;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A gzip stream may grow by this factor; real order files stay below 30. */
const MAX_GZIP_RATIO = 200;

/** Growth that is always allowed, so that a short file of one repeated value passes. */
const FREE_GROWTH_BYTES = 1 << 20;

/** How a stream of delivered bytes is turned into text. */
export interface Encoded {
  readonly name: string;
  readonly gzip: boolean;
  /** WHATWG name of a declared character set; null for UTF-8. */
  readonly encoding: string | null;
}

/** A file on disk. */
export interface ByteSource extends Encoded {
  readonly path: string;
}

/** How many bytes were read so far, as delivered. */
export interface DeliveredBytes {
  bytes: number;
}

export const nothingDelivered = (): DeliveredBytes => ({ bytes: 0 });

/** The bytes of a file. */
export const fileBytes = ({ path }: ByteSource): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: CHUNK_BYTES });

/**
 * Delivered bytes as UTF-8 text without byte order mark; notes their size on the way. Throws `IntakeError` for damaged
 * gzip or text.
 */
export async function* decodedBytes(
  raw: AsyncIterable<Uint8Array>,
  source: Encoded,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  const counted = countedChunks(raw, delivered);
  const plain = source.gzip ? gunzipped(counted, source, delivered) : counted;
  if (source.encoding === null) yield* withoutByteOrderMark(plain);
  else yield* transcoded(plain, source.name, source.encoding);
}

async function* countedChunks(
  raw: AsyncIterable<Uint8Array>,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  for await (const bytes of raw) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    delivered.bytes += chunk.length;
    yield chunk;
  }
}

/** The mark may come in pieces. */
async function* withoutByteOrderMark(plain: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of plain) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < BYTE_ORDER_MARK.length) continue;
    yield unmarked(head);
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

const unmarked = (head: Buffer): Buffer =>
  head.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? head.subarray(BYTE_ORDER_MARK.length)
    : head;

async function* gunzipped(
  raw: AsyncGenerator<Buffer>,
  source: Encoded,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const fed = pipeline(raw, gunzip).catch(() => undefined);
  try {
    yield* withinRatio(gunzip, source, delivered);
  } catch (error) {
    throw isZlibError(error) ? damaged(source) : error;
  } finally {
    gunzip.destroy();
    await fed;
  }
  if (gunzip.bytesWritten !== delivered.bytes) throw damaged(source);
}

async function* withinRatio(
  gunzip: AsyncIterable<unknown>,
  source: Encoded,
  delivered: DeliveredBytes,
): AsyncGenerator<Buffer> {
  let grown = 0;
  for await (const chunk of gunzip) {
    if (!Buffer.isBuffer(chunk)) continue;
    grown += chunk.length;
    if (grown > FREE_GROWTH_BYTES + MAX_GZIP_RATIO * delivered.bytes) throw tooDense(source);
    yield chunk;
  }
}

async function* transcoded(
  plain: AsyncGenerator<Buffer>,
  name: string,
  encoding: string,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of plain) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const hint = `not valid ${encoding}; correct "encoding" or export the file as UTF-8`;
    throw new IntakeError('ENCODING_INVALID', { file: name }, hint);
  }
}

const tooDense = ({ name }: Encoded) =>
  new IntakeError(
    'GZIP_RATIO',
    { file: name },
    `it grows more than ${MAX_GZIP_RATIO}-fold; deliver it without gzip`,
  );

const damaged = ({ name }: Encoded) =>
  new IntakeError(
    'GZIP_DAMAGED',
    { file: name },
    'the gzip stream is cut, damaged or followed by other bytes; deliver it again',
  );

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
