import {
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { S3StoreError } from '#lib/store/s3-error.ts';
import { objectBytes } from '#lib/store/s3-object.ts';
import { IntakeError } from '../../intake-error.ts';
import { MANIFEST_ENDING } from '../../reading/supplier-manifest.ts';
import type { PinnedFile } from '../list/list-deliveries.ts';
import type { PinnedBytes } from './scan-ports.ts';

/** A supplier's manifest is a few fields. */
const MAX_MANIFEST_BYTES = 65_536;

/** The bytes of a pinned object in the bucket of deliveries. */
export function s3Delivery(client: S3Client, bucket: string, file: PinnedFile): PinnedBytes {
  const { key, etag, name } = file;
  const version = file.versionId ?? undefined;
  const pinned = { Bucket: bucket, Key: key, VersionId: version, IfMatch: etag };
  return {
    async *all() {
      const place = { bucket, key, ...(version === undefined ? {} : { version }) };
      try {
        yield* objectBytes(client, place);
        await client.send(new HeadObjectCommand(pinned));
      } catch (error) {
        throw changedOr(name, error);
      }
    },
    async range(start, end) {
      try {
        const Range = `bytes=${start}-${end - 1}`;
        const { Body } = await client.send(new GetObjectCommand({ ...pinned, Range }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        throw changedOr(name, error);
      }
    },
    async manifest() {
      const Key = `${key}${MANIFEST_ENDING}`;
      const Range = `bytes=0-${MAX_MANIFEST_BYTES - 1}`;
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key, Range }));
        return (await Body?.transformToString()) ?? '';
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
  };
}

const GONE: readonly string[] = ['NoSuchKey', 'NoSuchVersion', 'PreconditionFailed'];

/** What the pinned version's absence means; any other error is itself. */
function changedOr(file: string, error: unknown): unknown {
  const code = error instanceof S3StoreError ? error.code : '';
  const status = statusOf(error);
  if (!GONE.includes(code) && status !== 404 && status !== 412) return error;
  const hint = 'it changed while it was read; deliver complete files, then start the run again';
  return new IntakeError('FILE_CHANGED', { file }, hint);
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
