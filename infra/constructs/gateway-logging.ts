import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from '../line/bucket-statements.ts';

/**
 * The one role by which API Gateway writes logs in a region of an account: without it a stage with logs cannot be made.
 * It is kept when the stack goes, since another API of the account may have come to rely on it.
 */
export function gatewayLogging(scope: Construct): apigateway.CfnAccount {
  const role = new iam.Role(scope, 'GatewayLogRole', {
    assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    inlinePolicies: {
      logs: new iam.PolicyDocument({
        statements: [
          allow(
            [
              'logs:CreateLogGroup',
              'logs:CreateLogStream',
              'logs:DescribeLogGroups',
              'logs:DescribeLogStreams',
              'logs:PutLogEvents',
              'logs:GetLogEvents',
              'logs:FilterLogEvents',
            ],
            ['*'],
          ),
        ],
      }),
    },
  });
  role.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const account = new apigateway.CfnAccount(scope, 'GatewayAccount', {
    cloudWatchRoleArn: role.roleArn,
  });
  account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return account;
}
