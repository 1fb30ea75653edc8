/** Actions that our roles may be given, and what their resources look like. Anything else is a mistake or a decision. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  's3:ListBucket': /^[^/]+$/,
  's3:ListBucketMultipartUploads': /^[^/]+$/,
  's3:GetBucketLocation': /^[^/]+$/,
  's3:GetObject': /\/.*\*$/,
  's3:GetObjectVersion': /\/.*\*$/,
  's3:PutObject': /\/.*\*$/,
  's3:DeleteObject': /\/(staged|scores)\/\*$/,
  's3:AbortMultipartUpload': /\/.*\*$/,
  's3:ListMultipartUploadParts': /\/.*\*$/,
  'kms:Decrypt': /Key|:kms:/,
  'kms:GenerateDataKey': /Key|:kms:/,
  'athena:StartQueryExecution': /:athena:.*:workgroup\//,
  'athena:GetQueryExecution': /:athena:.*:workgroup\//,
  'athena:GetQueryResults': /:athena:.*:workgroup\//,
  'athena:StopQueryExecution': /:athena:.*:workgroup\//,
  'glue:CreateTable': /:glue:.*:(catalog|database\/|table\/)/,
  'glue:DeleteTable': /:glue:.*:(catalog|database\/|table\/.*\/(staged|scoped)_)/,
  'glue:GetDatabase': /:glue:.*:(catalog|database\/|table\/)/,
  'glue:GetPartitions': /:glue:.*:(catalog|database\/|table\/)/,
  'glue:GetTable': /:glue:.*:(catalog|database\/|table\/)/,
  'glue:GetTables': /:glue:.*:(catalog|database\/|table\/)/,
  'glue:UpdateTable': /:glue:.*:(catalog|database\/|table\/.*\/customer_scores$)/,
  'lambda:InvokeFunction': /CurrentVersion/,
  'logs:CreateLogStream': /:log-group:.*:log-stream:\*$/,
  'logs:PutLogEvents': /:log-group:.*:log-stream:\*$/,
  'ses:SendRawEmail': /:ses:.*:(identity|configuration-set)\//,
  'sqs:DeleteMessage': /\.Arn\}$/,
  'sqs:GetQueueAttributes': /\.Arn\}$/,
  'sqs:ReceiveMessage': /\.Arn\}$/,
  'sqs:SendMessage': /\.Arn\}$/,
  'states:DescribeExecution': /:states:.*:execution:/,
  'states:StartExecution': /:states:.*:stateMachine:/,
  'states:StopExecution': /:states:.*:execution:/,
};

/** Actions for which their service knows no resource. */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
]);

/** The role of API Gateway writes whatever log a stage names. */
const OF_THE_GATEWAY: ReadonlySet<string> = new Set([
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
]);

/** What an action on a resource is: right, unknown, on the wrong kind of thing, or on everything. */
export function judgeGrant(
  action: string,
  resource: string,
  role: string,
): 'right' | 'unknown' | 'misplaced' | 'boundless' {
  if (resource === '*') {
    const gateway = /GatewayLogRole/.test(role) && OF_THE_GATEWAY.has(action);
    return gateway || WITHOUT_RESOURCE.has(action) ? 'right' : 'boundless';
  }
  const expected = KNOWN[action];
  if (expected === undefined) return 'unknown';
  return expected.test(resource) ? 'right' : 'misplaced';
}
