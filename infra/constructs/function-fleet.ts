import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow } from '../line/bucket-statements.ts';
import { EDGE_FUNCTIONS } from '../line/edge-functions.ts';
import { functionEnvironment } from '../line/function-environment.ts';
import type { FunctionSpec } from '../line/function-spec.ts';
import { functionStatements } from '../line/function-statements.ts';
import type { LineResources } from '../line/line-resources.ts';
import { mapRecord } from '../line/map-record.ts';
import { STEP_FUNCTIONS, type StepName } from '../line/step-functions.ts';
import { BatchFunction } from './batch-function.ts';
import type { MailEvents } from './mail-events.ts';

export interface FunctionFleetProps {
  readonly prefix: string;
  readonly line: LineResources;
  readonly key: kms.IKey;
  /** Folder with the code of a function. */
  readonly codeOf: (spec: FunctionSpec) => string;
  readonly mailEvents: MailEvents;
  /** Takes what an event-driven function gave up. */
  readonly deadLetters: sqs.Queue;
}

type EdgeName = keyof typeof EDGE_FUNCTIONS;

/** Every function of the line and around it, each from its entry in `infra/line`. */
export class FunctionFleet extends Construct {
  readonly steps: Readonly<Record<StepName, BatchFunction>>;
  readonly edges: Readonly<Record<EdgeName, BatchFunction>>;
  private readonly props: FunctionFleetProps;

  constructor(scope: Construct, id: string, props: FunctionFleetProps) {
    super(scope, id);
    this.props = props;
    const { mailEvents, deadLetters } = props;
    const giveUp = [allow(['sqs:SendMessage'], [deadLetters.queueArn])];
    const more: Readonly<Record<EdgeName, readonly iam.PolicyStatement[]>> = {
      startRun: giveUp,
      sweepMail: giveUp,
      reconcileMail: mailEvents.statements(),
      api: [],
    };
    this.steps = mapRecord(STEP_FUNCTIONS, (spec: FunctionSpec) => this.function(spec, []));
    this.edges = mapRecord(EDGE_FUNCTIONS, (spec: FunctionSpec, name) =>
      this.function(spec, more[name]),
    );
    mailEvents.feed(this.edges.reconcileMail);
    this.giveUpAside(this.edges.startRun);
    this.giveUpAside(this.edges.sweepMail);
  }

  /** By the names under which they are deployed. */
  all(): Record<string, BatchFunction> {
    return Object.fromEntries(
      [...Object.values(this.steps), ...Object.values(this.edges)].map((one) => [one.node.id, one]),
    );
  }

  private function(spec: FunctionSpec, more: readonly iam.PolicyStatement[]): BatchFunction {
    const { prefix, line, key, codeOf } = this.props;
    const { name, errorImpact, memoryMegabytes, timeoutSeconds, concurrency } = spec;
    return new BatchFunction(this, name, {
      functionName: `${prefix}-${name}`,
      directory: codeOf(spec),
      environment: functionEnvironment(spec, line, prefix),
      statements: [...functionStatements(spec.access, line), ...more],
      key,
      errorImpact,
      memoryMegabytes,
      timeoutSeconds,
      concurrency,
    });
  }

  /** Events are repeated for six hours, twice after an error of the function, and then put aside. */
  private giveUpAside({ function: fn, version }: BatchFunction): void {
    new lambda.CfnEventInvokeConfig(this, `Async-${fn.node.scope?.node.id}`, {
      functionName: fn.functionName,
      qualifier: version.version,
      maximumEventAgeInSeconds: 21_600,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: this.props.deadLetters.queueArn } },
    });
  }
}
