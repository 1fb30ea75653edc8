import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { refusal, S3StoreError } from './s3-error.ts';

/** Where in which bucket to look. */
export interface VersionedPlace {
  readonly bucket: string;
  /** How keys begin; empty for all. */
  readonly prefix: string;
  /** Account that must own the bucket. */
  readonly owner?: string;
}

/** One write of a key that the bucket still keeps, or the mark of its deletion. */
export interface ObjectVersion {
  readonly key: string;
  readonly version: string;
  /** Whether a reader who asks for no version gets it. */
  readonly isLatest: boolean;
  readonly isMarker: boolean;
  readonly bytes: number;
}

/** Everything that a bucket keeps, replaced and deleted objects too, in the order of keys. */
export async function* objectVersions(
  client: S3Client,
  { bucket, prefix, owner }: VersionedPlace,
): AsyncGenerator<ObjectVersion, void> {
  let from: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  do {
    const command = new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: prefix,
      ExpectedBucketOwner: owner,
      KeyMarker: from.NextKeyMarker,
      VersionIdMarker: from.NextVersionIdMarker,
    });
    const page = await client.send(command).catch(refusal(`ListObjectVersions of "${prefix}"`));
    yield* versionsOf(page);
    from = page;
  } while (from.NextKeyMarker !== undefined);
}

function versionsOf({
  Versions = [],
  DeleteMarkers = [],
}: ListObjectVersionsCommandOutput): ObjectVersion[] {
  const stored = Versions.map((one) => ({ ...one, isMarker: false }));
  const deleted = DeleteMarkers.map((one) => ({ ...one, isMarker: true, Size: 0 }));
  return [...stored, ...deleted].map(({ Key, VersionId, IsLatest, Size, isMarker }) => ({
    key: Key ?? '',
    version: VersionId ?? 'null',
    isLatest: IsLatest ?? false,
    isMarker,
    bytes: Size ?? 0,
  }));
}

/** Most that S3 deletes at once. */
const BATCH = 1_000;

/**
 * Deletes these versions for good: no marker is left, and nothing can be restored.
 * @throws S3StoreError where S3 keeps one, such as a locked one; those before it are gone.
 */
export async function removeVersions(
  client: S3Client,
  { bucket, owner }: Pick<VersionedPlace, 'bucket' | 'owner'>,
  versions: AsyncIterable<ObjectVersion>,
): Promise<number> {
  let removed = 0;
  let batch: ObjectVersion[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const Objects = batch.map(({ key, version }) => ({ Key: key, VersionId: version }));
    const command = new DeleteObjectsCommand({
      Bucket: bucket,
      ExpectedBucketOwner: owner,
      Delete: { Objects, Quiet: true },
    });
    const { Errors = [] } = await client.send(command).catch(refusal('DeleteObjects'));
    const [kept] = Errors;
    if (kept !== undefined) throw new S3StoreError('DeleteObjects', kept.Code ?? 'UNKNOWN');
    removed += batch.length;
    batch = [];
  };
  for await (const version of versions) {
    batch.push(version);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return removed;
}
