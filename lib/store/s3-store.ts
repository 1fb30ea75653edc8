import { setTimeout } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isUnclear, outcomeOf, refusal, S3StoreError } from './s3-error.ts';
import { checkKey, type Store, type Stored, type Written } from './store.ts';

export interface S3StoreOptions {
  /** Made by `s3Client`. */
  readonly client: S3Client;
  readonly bucket: string;
  /** Where in the bucket the keys lie: empty, or parts that each end in `/`. */
  readonly prefix?: string;
  /** Account that must own the bucket; another one's is refused. */
  readonly owner?: string;
  /** Milliseconds to wait before each repeat, beside the client's own. */
  readonly pauses?: readonly number[];
}

const PAUSES = [50, 200, 800, 2_000] as const;

/** S3 gives every tag in quotes; `*` or nothing would make a write that replaces whatever there is. */
const TAG = /^"[^"]+"$/;

/**
 * A store in an S3 bucket, by conditional writes. After a write without a clear answer the key is read again: own bytes
 * are a success, the tag from before means the same bytes are sent once more, anything else is somebody's newer write.
 * Needs `s3:ListBucket` also to read: without it S3 refuses a missing key instead of saying that it is missing.
 * @throws S3StoreError where S3 refuses, or stays unclear.
 */
export function s3Store(options: S3StoreOptions): Store {
  return {
    async get(key) {
      checkKey(key);
      return read(options, key);
    },
    async createIfAbsent(key, body) {
      checkKey(key);
      return (await write(options, { key, body, before: null })) ?? 'exists';
    },
    async replaceIfMatch(key, body, etag) {
      checkKey(key);
      if (!TAG.test(etag)) return 'conflict';
      return (await write(options, { key, body, before: etag })) ?? 'conflict';
    },
    list: (prefix) => list(options, prefix),
    async remove(key) {
      checkKey(key);
      const command = new DeleteObjectCommand(place(options, key));
      await options.client.send(command).catch(refusal(`DeleteObject of "${key}"`));
    },
  };
}

interface Write {
  readonly key: string;
  readonly body: Uint8Array;
  /** Tag of the write that this one replaces; null where there must be none. */
  readonly before: string | null;
}

/** Null where somebody else's write stands. */
async function write(options: S3StoreOptions, wanted: Write): Promise<Written | null> {
  const { key, body, before } = wanted;
  const request: PutObjectCommandInput = {
    ...place(options, key),
    ...(before === null ? { IfNoneMatch: '*' } : { IfMatch: before }),
    Body: body,
  };
  for (const [round, pause] of (options.pauses ?? PAUSES).entries()) {
    const outcome = await put(options.client, request);
    if (typeof outcome !== 'string') return outcome;
    if (outcome === 'refused' && round === 0) return null;
    const now = standing(wanted, await read(options, key));
    if (now !== 'unchanged') return now;
    await setTimeout(pause);
  }
  throw new S3StoreError(`PutObject of "${key}"`, 'UNCLEAR');
}

/** What became of an unclear write, by what the key holds now. */
function standing({ body, before }: Write, now: Stored | null): Written | null | 'unchanged' {
  if (now !== null && Buffer.compare(now.body, body) === 0) return { etag: now.etag };
  return (now?.etag ?? null) === before ? 'unchanged' : null;
}

async function put(
  client: S3Client,
  request: PutObjectCommandInput,
): Promise<Written | 'refused' | 'unclear'> {
  try {
    const { ETag } = await client.send(new PutObjectCommand(request));
    return ETag === undefined ? 'unclear' : { etag: ETag };
  } catch (error) {
    const outcome = outcomeOf(error);
    return outcome === 'failed' ? refusal(`PutObject of "${request.Key}"`)(error) : outcome;
  }
}

/** The client repeats a request that fails, but not a body that breaks off. */
async function read(options: S3StoreOptions, key: string): Promise<Stored | null> {
  const command = new GetObjectCommand(place(options, key));
  for (const pause of options.pauses ?? PAUSES) {
    try {
      return await stored(await options.client.send(command));
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      if (!isUnclear(error)) return refusal(`GetObject of "${key}"`)(error);
    }
    await setTimeout(pause);
  }
  throw new S3StoreError(`GetObject of "${key}"`, 'UNCLEAR');
}

async function stored({ Body, ETag }: GetObjectCommandOutput): Promise<Stored> {
  const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
  return { body, etag: ETag ?? '' };
}

async function list(options: S3StoreOptions, prefix: string): Promise<string[]> {
  const root = options.prefix ?? '';
  const { Key, ...bucket } = place(options, prefix);
  const keys: string[] = [];
  let from: string | undefined;
  do {
    const command = new ListObjectsV2Command({ ...bucket, Prefix: Key, ContinuationToken: from });
    const page = await options.client.send(command).catch(refusal(`ListObjectsV2 of "${prefix}"`));
    keys.push(...(page.Contents ?? []).map((object) => (object.Key ?? '').slice(root.length)));
    from = page.NextContinuationToken;
  } while (from !== undefined);
  return keys.sort();
}

const place = ({ bucket, prefix = '', owner }: S3StoreOptions, key: string) => ({
  Bucket: bucket,
  Key: `${prefix}${key}`,
  ExpectedBucketOwner: owner,
});
