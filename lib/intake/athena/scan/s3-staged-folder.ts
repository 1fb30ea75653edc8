import { Readable } from 'node:stream';
import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { StagedFolder } from './scan-ports.ts';

/** Bytes of a part on its way: what a copy of any length takes in memory, twice. */
const PART_BYTES = 16 * 2 ** 20;

/**
 * A folder of a bucket that one file's copy is written to, in parts as its rows come. An object that is broken off
 * never appears. Throws what the SDK throws.
 */
export const s3StagedFolder = (client: S3Client, bucket: string, folder: string): StagedFolder => {
  const written: string[] = [];
  return {
    async write(name, bytes) {
      const Key = `${folder}${name}`;
      written.push(Key);
      const params = { Bucket: bucket, Key, Body: Readable.from(bytes) };
      await new Upload({ client, params, partSize: PART_BYTES, queueSize: 2 }).done();
    },
    async discard() {
      for (const Key of written)
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
};
