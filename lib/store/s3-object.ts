import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { isUnclear, refusal, S3StoreError } from './s3-error.ts';

/** One object, and which of its versions where the bucket keeps several. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
  /** Account that must own the bucket. */
  readonly owner?: string;
}

const PAUSES = [100, 500, 2_000] as const;

/**
 * The bytes of an object as they arrive. A body that breaks off is taken up where it stopped, from the same write only.
 * Whoever stops early lets the connection go.
 * @throws S3StoreError where S3 refuses, or the object was replaced meanwhile.
 */
export async function* objectBytes(
  client: S3Client,
  { bucket, key, version, owner }: ObjectPlace,
): AsyncGenerator<Uint8Array, void> {
  const place = { Bucket: bucket, Key: key, VersionId: version, ExpectedBucketOwner: owner };
  let from = 0;
  let tag: string | undefined;
  for (const pause of PAUSES) {
    const rest = from === 0 ? {} : { Range: `bytes=${from}-`, IfMatch: tag };
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand({ ...place, ...rest }));
      tag = ETag;
      for await (const chunk of chunksOf(Body)) {
        from += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      if (!isUnclear(error)) refusal(`GetObject of "${key}"`)(error);
    }
    await setTimeout(pause);
  }
  throw new S3StoreError(`GetObject of "${key}"`, 'UNCLEAR');
}

/** Place of an `s3://bucket/key` address. */
export function placeOf(address: string): ObjectPlace {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  if (bucket === undefined || key === undefined)
    throw new TypeError(`"${address}" is no address of an object; write s3://bucket/key`);
  return { bucket, key };
}

const chunksOf = (body: unknown): AsyncIterable<Uint8Array> => {
  if (body instanceof Readable) return body;
  throw new TypeError('S3 gave no stream');
};
