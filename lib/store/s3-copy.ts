import { CopyObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { refusal } from './s3-error.ts';
import { checkKey } from './store.ts';

/**
 * Copies an object inside a bucket, replacing what the other key has; its bytes do not come here. At most 5 GB.
 * @throws S3StoreError where S3 refuses.
 */
export const s3Copier =
  (client: S3Client, bucket: string) =>
  async (from: string, to: string): Promise<void> => {
    for (const key of [from, to]) checkKey(key);
    const CopySource = `${bucket}/${encodeURI(from)}`;
    const command = new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource });
    await client.send(command).catch(refusal(`CopyObject to "${to}"`));
  };
