import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { KeyedBucket } from '../line/line-resources.ts';

/** How long objects below a prefix are kept; an empty prefix is all of them. */
export interface Keeping {
  readonly prefix: string;
  readonly days: number;
  /** Days until replaced and deleted ones are gone, where these are fewer than a week. */
  readonly replacedDays?: number;
}

export interface DataBucketProps {
  readonly key: kms.Key;
  readonly accessLogs: s3.IBucket;
  readonly keep: readonly Keeping[];
}

/** Replaced and deleted objects go after a week, uploads that were never completed too. */
const WEEK = Duration.days(7);

/**
 * A bucket of data: encrypted with a key of ours, versioned, closed to the public and to plain HTTP, its reads and
 * writes logged, and kept when its stack goes.
 */
export class DataBucket extends Construct {
  readonly bucket: s3.Bucket;
  readonly keyed: KeyedBucket;

  constructor(scope: Construct, id: string, { key, accessLogs, keep }: DataBucketProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { noncurrentVersionExpiration: WEEK, abortIncompleteMultipartUploadAfter: WEEK },
        ...keep.map(lifecycleOf),
      ],
    });
    this.keyed = {
      name: this.bucket.bucketName,
      arn: this.bucket.bucketArn,
      keyArn: key.keyArn,
    };
  }
}

/** What is kept for a day leaves no older version behind it either. */
const lifecycleOf = ({ prefix, days, replacedDays }: Keeping): s3.LifecycleRule => {
  const replaced = replacedDays ?? (days < 7 ? 1 : undefined);
  return {
    ...(prefix !== '' && { prefix }),
    expiration: Duration.days(days),
    ...(replaced && { noncurrentVersionExpiration: Duration.days(replaced) }),
  };
};
