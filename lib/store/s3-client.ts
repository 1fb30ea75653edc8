import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * An S3 client that sends a body as it is: no checksum header or trailer and no chunks, so that a repeat of a write has
 * the same bytes. The signature holds the body's SHA-256. Slow requests fail instead of hanging.
 */
export const s3Client = (config: S3ClientConfig = {}): S3Client =>
  new S3Client({
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    ...config,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
