import { Aws } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { arnOf } from './arn-of.ts';
import { allow, keyStatements } from './bucket-statements.ts';
import type { ExistingTables } from './line-resources.ts';

/** Reading tables that somebody else fills: each by its name, their files below their folders, and nothing more. */
export function existingTableStatements({
  tables,
  folders,
  keyArn,
}: ExistingTables): iam.PolicyStatement[] {
  if (tables.length === 0) return [];
  const bucketArn = (bucket: string): string => `arn:${Aws.PARTITION}:s3:::${bucket}`;
  const buckets = [...new Set(folders.map(({ bucket }) => bucketArn(bucket)))];
  const databases = new Set(tables.map((table) => table.split('.')[0] ?? ''));
  return [
    allow(
      ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions'],
      [
        arnOf('glue', 'catalog'),
        ...[...databases].map((database) => arnOf('glue', `database/${database}`)),
        ...tables.map((table) => arnOf('glue', `table/${table.replace('.', '/')}`)),
      ],
    ),
    allow(['s3:GetBucketLocation'], buckets),
    ...folders.map(({ bucket, prefix }) =>
      allow(['s3:ListBucket'], [bucketArn(bucket)], { StringLike: { 's3:prefix': `${prefix}*` } }),
    ),
    allow(
      ['s3:GetObject'],
      folders.map(({ bucket, prefix }) => `${bucketArn(bucket)}/${prefix}*`),
    ),
    ...keyStatements({ keyArn }, false),
  ];
}
