import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Who read and wrote what in the other buckets. S3 writes these logs under no key but its own. */
export function accessLogBucket(scope: Construct): s3.IBucket {
  const bucket: unknown = new s3.Bucket(scope, 'AccessLogs', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      {
        expiration: Duration.days(400),
        noncurrentVersionExpiration: Duration.days(7),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
    ],
  });
  if (!isTarget(bucket)) throw new TypeError('a bucket of access logs is a bucket');
  return bucket;
}

/** Class and interface of the library differ only in an optional property that may, or may not, be undefined. */
const isTarget = (bucket: unknown): bucket is s3.IBucket => bucket instanceof s3.Bucket;
