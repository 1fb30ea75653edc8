import { Aws, Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { arnOf } from '../line/arn-of.ts';
import { allow } from '../line/bucket-statements.ts';

export interface BatchFunctionProps {
  /** Name in the account. */
  readonly functionName: string;
  /** What breaks for whom when it fails: the alarm and the runbook say it. */
  readonly errorImpact: string;
  /** Folder with `index.mjs`, which exports `handler`. */
  readonly directory: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Most copies that run at once. */
  readonly concurrency: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly iam.PolicyStatement[];
  /** Encrypts its log and its variables. */
  readonly key: kms.IKey;
}

/** Seconds of a log's or a trace's life that an operator may need. */
const LOG_DAYS = logs.RetentionDays.THREE_MONTHS;

/** A Lambda with a role of its own that states all it may do, a log that ends, a cap, and a word on what its failure means. */
export class BatchFunction extends Construct {
  readonly errorImpact: string;
  readonly timeoutSeconds: number;
  readonly function: lambda.Function;
  readonly logGroup: logs.LogGroup;
  /** This very code: what runs keeps it when newer code is deployed. */
  readonly version: lambda.Version;

  constructor(scope: Construct, id: string, props: BatchFunctionProps) {
    super(scope, id);
    this.errorImpact = props.errorImpact;
    this.timeoutSeconds = props.timeoutSeconds;
    this.logGroup = new logs.LogGroup(this, 'Log', {
      logGroupName: logGroupName(props.functionName),
      retention: LOG_DAYS,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.functionName,
      description: props.errorImpact.slice(0, 256),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(props.directory),
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      ephemeralStorageSize: Size.mebibytes(512),
      reservedConcurrentExecutions: props.concurrency,
      environment: { ...props.environment },
      environmentEncryption: props.key,
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup: this.logGroup,
      role: this.role(props).withoutPolicyUpdates(),
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.version = this.function.currentVersion;
  }

  private role({ functionName, statements, key }: BatchFunctionProps): iam.Role {
    return new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        access: new iam.PolicyDocument({
          statements: [
            ...statements,
            allow(
              ['logs:CreateLogStream', 'logs:PutLogEvents'],
              [arnOf('logs', `log-group:${logGroupName(functionName)}:log-stream:*`)],
            ),
            allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']),
            allow(['kms:Decrypt'], [key.keyArn], {
              StringEquals: {
                'kms:EncryptionContext:aws:lambda:FunctionArn': arnOf(
                  'lambda',
                  `function:${functionName}`,
                ),
              },
            }),
          ],
        }),
      },
    });
  }
}

const logGroupName = (functionName: string): string => `/tenure/${functionName}`;
