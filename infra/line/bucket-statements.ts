import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Prefixes } from './access.ts';
import type { KeyedBucket } from './line-resources.ts';

/** Reads and writes below the prefixes. Listing is of the whole bucket: without it S3 calls a missing key forbidden. */
export function objectStatements(
  keyed: KeyedBucket,
  { read = [], write = [], upload = [], discard = [] }: Prefixes,
): iam.PolicyStatement[] {
  const below = (prefixes: readonly string[]): string[] =>
    prefixes.map((prefix) => `${keyed.arn}/${prefix}*`);
  return [
    allow(['s3:ListBucket'], [keyed.arn]),
    ...(read.length > 0 ? [allow(['s3:GetObject'], below(read))] : []),
    ...(write.length > 0 ? [allow(['s3:PutObject'], below(write))] : []),
    ...(upload.length > 0
      ? [allow(['s3:PutObject', 's3:AbortMultipartUpload'], below(upload))]
      : []),
    ...(discard.length > 0 ? [allow(['s3:DeleteObject'], below(discard))] : []),
    ...keyStatements(keyed, write.length + upload.length > 0),
  ];
}

/** What lies in the bucket of deliveries, and its bytes. Nobody writes there but the company. */
export const deliveryStatements = (
  keyed: KeyedBucket,
  reach: 'list' | 'read',
): iam.PolicyStatement[] => [
  allow(['s3:ListBucket'], [keyed.arn]),
  allow(reach === 'list' ? ['s3:GetObject'] : ['s3:GetObject', 's3:GetObjectVersion'], [
    `${keyed.arn}/*`,
  ]),
  ...keyStatements(keyed, false),
];

/** The key of a bucket, for S3 only. */
export const keyStatements = (
  { keyArn }: Pick<KeyedBucket, 'keyArn'>,
  writes: boolean,
): iam.PolicyStatement[] =>
  keyArn === null
    ? []
    : [
        allow(writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'], [keyArn], {
          StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` },
        }),
      ];

export const allow = (
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string | string[]>>,
): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions, resources, ...(conditions && { conditions }) });
