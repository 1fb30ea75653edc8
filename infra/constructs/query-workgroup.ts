import { Aws } from 'aws-cdk-lib';
import * as athena from 'aws-cdk-lib/aws-athena';
import type { Construct } from 'constructs';
import type { KeyedBucket } from '../line/line-resources.ts';

export interface QueryWorkgroupProps {
  readonly name: string;
  readonly description: string;
  readonly results: KeyedBucket;
  /** Most gigabytes that one query may read; it is cut off there. */
  readonly queryGigabytes: number;
  /** Whether the workgroup's settings bind every statement. */
  readonly enforced: boolean;
}

/** An Athena workgroup: engine 3, results encrypted in one bucket of this account, bytes cut off, metrics on. */
export const queryWorkgroup = (
  scope: Construct,
  id: string,
  { name, description, results, queryGigabytes, enforced }: QueryWorkgroupProps,
): athena.CfnWorkGroup =>
  new athena.CfnWorkGroup(scope, id, {
    name,
    description,
    state: 'ENABLED',
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: enforced,
      publishCloudWatchMetricsEnabled: true,
      requesterPaysEnabled: false,
      bytesScannedCutoffPerQuery: Math.round(queryGigabytes * 1e9),
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${results.name}/`,
        expectedBucketOwner: Aws.ACCOUNT_ID,
        encryptionConfiguration: {
          encryptionOption: 'SSE_KMS',
          ...(results.keyArn && { kmsKey: results.keyArn }),
        },
      },
    },
  });
