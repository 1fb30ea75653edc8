import type * as iam from 'aws-cdk-lib/aws-iam';
import type { GlueAction } from './access.ts';
import { arnOf } from './arn-of.ts';
import { allow, keyStatements } from './bucket-statements.ts';
import type { LakeResources } from './line-resources.ts';

/** Start, watch and read statements in one workgroup; the result objects are the caller's to write and read. */
export const queryStatements = (
  { results, lake, database }: LakeResources,
  workgroup: string,
): iam.PolicyStatement[] => [
  allow(
    [
      'athena:StartQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:StopQueryExecution',
    ],
    [workgroupArn(workgroup)],
  ),
  allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], [results.arn]),
  allow(
    ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    [`${results.arn}/*`],
  ),
  ...keyStatements(results, true),
  allow(['s3:GetBucketLocation'], [lake.arn]),
  ...glueStatements(database, ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions']),
];

/**
 * Tables are named after what they hold, so a role knows their database; those of a run are dropped by their names, and
 * one has a name that stays.
 */
export const glueStatements = (
  database: string,
  actions: readonly GlueAction[],
): iam.PolicyStatement[] => {
  const drops = actions.filter((action) => action === 'glue:DeleteTable');
  const updates = actions.filter((action) => action === 'glue:UpdateTable');
  const others = actions.filter((action) => !NAMED.has(action));
  const on = (...tables: readonly string[]): string[] => [
    arnOf('glue', 'catalog'),
    arnOf('glue', `database/${database}`),
    ...tables.map((table) => arnOf('glue', `table/${database}/${table}`)),
  ];
  return [
    ...(others.length > 0 ? [allow(others, on('*'))] : []),
    ...(drops.length > 0 ? [allow(drops, on('staged_*', 'scoped_*'))] : []),
    ...(updates.length > 0 ? [allow(updates, on('customer_scores'))] : []),
  ];
};

/** What may be done to tables of certain names only. */
const NAMED: ReadonlySet<GlueAction> = new Set(['glue:DeleteTable', 'glue:UpdateTable']);

const workgroupArn = (name: string): string => arnOf('athena', `workgroup/${name}`);
