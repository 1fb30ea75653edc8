import type { S3Client } from '@aws-sdk/client-s3';
import { objectBytes } from '#lib/store/s3-object.ts';
import { objectVersions, type VersionedPlace } from '#lib/store/s3-versions.ts';
import { parquetValues } from './parquet-values.ts';
import { APART, isParquet, type ScanRules, scanObject, valuePiece } from './scan-object.ts';
import type { Finding, ScanReceipt } from './scan-receipt.ts';
import { unpackedBytes } from './unpacked-bytes.ts';

/** Reads every version of every object of a bucket, those that nobody sees any more too. */
export async function scanVersions(
  client: S3Client,
  place: VersionedPlace,
  rules: ScanRules,
): Promise<ScanReceipt> {
  const { bucket, owner } = place;
  const found: Finding[] = [];
  let [objects, bytes] = [0, 0];
  for await (const { key, version, isMarker, bytes: size } of objectVersions(client, place)) {
    const at = { bucket, key, version, ...(owner === undefined ? {} : { owner }) };
    const pieces = isMarker ? noPieces() : piecesOf(objectBytes(client, at));
    found.push(...(await scanObject(rules, key, pieces)));
    objects += 1;
    bytes += size;
  }
  return { store: bucket, objects, bytes, found };
}

async function* noPieces(): AsyncGenerator<string> {}

async function* piecesOf(
  stored: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | string, void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stored) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  for (const bytes of unpackedBytes(body)) {
    yield bytes;
    yield APART;
  }
  if (isParquet(body)) for await (const value of parquetValues(body)) yield valuePiece(value);
}
