import {
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  type S3Client,
} from '@aws-sdk/client-s3';
import { refusal } from '#lib/store/s3-error.ts';
import type { DeliveryListing } from './delivery-listing.ts';

/** The objects of a bucket that deliveries are dropped in. Throws `S3StoreError` where S3 refuses. */
export const s3Listing = (client: S3Client, bucket: string): DeliveryListing => ({
  async keys(prefix) {
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client
        .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }))
        .catch(refusal(`ListObjects of "${prefix}"`));
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return keys;
  },
  async pin(key) {
    try {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return {
        key,
        bytes: head.ContentLength ?? 0,
        etag: head.ETag ?? '',
        versionId: head.VersionId ?? null,
        arrivedAt: (head.LastModified ?? new Date(0)).toISOString(),
      };
    } catch (error) {
      if (error instanceof NotFound) return null;
      return refusal(`HeadObject of "${key}"`)(error);
    }
  },
});
