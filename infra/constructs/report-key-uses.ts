import { Aws } from 'aws-cdk-lib';
import type { KeyUse } from './service-key.ts';

const PASS_ON = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

/** Services that write what a run leaves behind: its log, its alarms, what became of its mail. */
export const reportKeyUses = (prefix: string): KeyUse[] => [
  {
    service: `logs.${Aws.REGION}.amazonaws.com`,
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:GenerateDataKey',
      'kms:DescribeKey',
    ],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*${prefix}*`,
      },
    },
  },
  { service: 'cloudwatch.amazonaws.com', actions: PASS_ON },
  { service: 'budgets.amazonaws.com', actions: PASS_ON },
  { service: 'ses.amazonaws.com', actions: PASS_ON },
  { service: 'sns.amazonaws.com', actions: PASS_ON },
];
