import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allow, objectStatements } from '../line/bucket-statements.ts';
import { existingTableStatements } from '../line/existing-table-statements.ts';
import type { LineResources } from '../line/line-resources.ts';
import { glueStatements, queryStatements } from '../line/query-statements.ts';
import type { StepName } from '../line/step-functions.ts';
import type { BatchFunction } from './batch-function.ts';
import { runDefinition } from './run-definition.ts';

export interface RunMachineProps {
  readonly line: LineResources;
  readonly steps: Readonly<Record<StepName, BatchFunction>>;
  readonly key: kms.IKey;
}

/** The state machine that runs the line. Its role writes tables, and of the lake it writes nothing else. */
export class RunMachine extends Construct {
  readonly machine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, { line, steps, key }: RunMachineProps) {
    super(scope, id);
    const log = new logs.LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${line.machine}`,
      retention: logs.RetentionDays.THREE_MONTHS,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.role(line, Object.values(steps));
    this.machine = new sfn.CfnStateMachine(this, 'Machine', {
      stateMachineName: line.machine,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: Stack.of(this).toJsonString(
        runDefinition({
          partition: Aws.PARTITION,
          versionOf: (step) => steps[step].version.functionArn,
          secondsOf: (step) => steps[step].timeoutSeconds,
          workgroup: line.writers,
          database: line.database,
        }),
      ),
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
  }

  private role(line: LineResources, steps: readonly BatchFunction[]): iam.Role {
    return new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        run: new iam.PolicyDocument({
          statements: [
            allow(
              ['lambda:InvokeFunction'],
              steps.map(({ version }) => version.functionArn),
            ),
            ...queryStatements(line, line.writers),
            ...objectStatements(line.lake, {
              read: ['staged/', 'landed/', 'scoped/'],
              upload: ['staged/', 'landed/', 'scoped/'],
            }),
            ...existingTableStatements(line.existing),
            ...glueStatements(line.database, ['glue:CreateTable']),
            allow(TRACES, ['*']),
            allow(LOG_DELIVERY, ['*']),
          ],
        }),
      },
    });
  }
}

/** Neither service knows resources for these actions. */
const TRACES = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];
