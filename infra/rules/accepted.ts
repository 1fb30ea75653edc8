import type { Acceptance } from './acceptance.ts';

const owner = 'maintainers';
const expires = '2028-06-30';

/** Ours and those of cdk-nag, with their reasons. Everything else is a finding. */
export const ACCEPTED: readonly Acceptance[] = [
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::(tenure-\w+-lake:ExportsOutputFnGetAtt(Lake|Ledger|Released)Bucket\w+\/[a-z]+\/[a-z-]*|arn:<AWS::Partition>:s3:::[a-z0-9.-]+\/[\w./=-]+\/)\*\]$/,
    at: /^tenure-\w+-reporting\/.*\/Role\/Resource$/,
    reason:
      'Objects below one prefix of one bucket: their names are hashes, or of whom fills a table, and no policy can list them',
    owner,
    expires,
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::(tenure-\w+-lake:ExportsOutputFnGetAtt(Results|Deliveries)Bucket\w+|arn:<AWS::Partition>:s3:::[a-z0-9.-]+)\/\*\]$/,
    at: /^tenure-\w+-reporting\/(Functions\/[a-z-]+|Run)\/Role\/Resource$/,
    reason:
      'Athena names its results itself, and a company names its files: the whole of these two buckets',
    owner,
    expires,
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::arn:.*:log-group:\/tenure\/tenure-[\w-]+:log-stream:\*\]$/,
    at: /^tenure-\w+-reporting\/Functions\/[a-z-]+\/Role\/Resource$/,
    reason: "Lambda names the streams of a log itself; the group is the function's own",
    owner,
    expires,
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::arn:.*:glue:.*:table\/tenure_\w+\/(\*|staged_\*|scoped_\*)\]$/,
    at: /^tenure-\w+-reporting\/(Functions\/[a-z-]+|Run)\/Role\/Resource$/,
    reason: 'A landed table is named after the hash of what it holds; the database is ours alone',
    owner,
    expires,
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:.*:states:.*:execution:tenure-\w+:\*\]$/,
    at: /^tenure-\w+-reporting\/Functions\/api\/Role\/Resource$/,
    reason:
      'The API looks at and stops executions of the one machine, each of which has a name of its own',
    owner,
    expires,
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    at: /^tenure-\w+-reporting\/(Functions\/[a-z-]+\/Role|Run\/Role|Reports\/GatewayLogRole)\/Resource$/,
    reason:
      'Traces and log deliveries know no resource; rule R1 lists the actions that may stand beside a star',
    owner,
    expires,
  },
  {
    finding: /^AwsSolutions-SQS3$/,
    at: /^tenure-\w+-reporting\/Undelivered\/Resource$/,
    reason:
      'It is the dead-letter queue of the schedules and of what they start, which are no queues',
    owner,
    expires,
  },
  {
    finding: /^AwsSolutions-APIG3$/,
    at: /^tenure-\w+-reporting\/Reports\/Api\/DeploymentStage\.v1\/Resource$/,
    reason:
      'Only signed requests of roles of the account reach a handler, five a second; a firewall adds five dollars a month and no rule',
    owner,
    expires,
  },
  {
    finding: /^AwsSolutions-COG4$/,
    at: /^tenure-\w+-reporting\/Reports\/Api\/Default\/.*\/Resource$/,
    reason: 'Callers are roles of the account that sign with SigV4, not people of a user pool',
    owner,
    expires,
  },
  {
    finding: /^R18$/,
    at: /^Writers$/,
    reason:
      'Athena refuses a table with a location of its own in an enforced workgroup; only the machine may use this one, and its role writes nowhere else',
    owner,
    expires,
  },
];
