import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow } from '../line/bucket-statements.ts';
import type { BatchFunction } from './batch-function.ts';

export interface MailEventsProps {
  readonly set: ses.CfnConfigurationSet;
  readonly key: kms.IKey;
  /** Seconds that the reconciler may take for a batch. */
  readonly reconcilerSeconds: number;
}

/** Everything that SES can say of a message that it took. */
const EVENTS = [
  'SEND',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
];

/** Events hold addresses: they are encrypted with our key and gone after four days. */
const KEPT = Duration.days(4);

/** From SES to the mail ledger: topic, queue, reconciler, and a place for events that none of them could pass on. */
export class MailEvents extends Construct {
  readonly deadLetters: sqs.Queue;
  private readonly queue: sqs.Queue;
  private readonly key: kms.IKey;

  constructor(scope: Construct, id: string, { set, key, reconcilerSeconds }: MailEventsProps) {
    super(scope, id);
    this.key = key;
    this.deadLetters = this.encrypted('DeadLetters', {});
    this.queue = this.encrypted('Queue', {
      visibilityTimeout: Duration.seconds(reconcilerSeconds * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    const topic = this.topic();
    this.subscribe(topic);
    const destination = new ses.CfnConfigurationSetEventDestination(this, 'Destination', {
      configurationSetName: set.ref,
      eventDestination: {
        name: 'mail-ledger',
        enabled: true,
        matchingEventTypes: EVENTS,
        snsDestination: { topicArn: topic.topicArn },
      },
    });
    destination.node.addDependency(topic);
  }

  /** What the reconciler's role needs to take events off the queue. */
  statements(): iam.PolicyStatement[] {
    return [
      allow(
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        [this.queue.queueArn],
      ),
      allow(['kms:Decrypt'], [this.key.keyArn], {
        StringEquals: { 'kms:ViaService': `sqs.${Aws.REGION}.amazonaws.com` },
      }),
    ];
  }

  feed({ version }: BatchFunction): void {
    new lambda.CfnEventSourceMapping(this, 'Feed', {
      functionName: version.functionArn,
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: 2 },
    });
  }

  private encrypted(id: string, more: sqs.QueueProps): sqs.Queue {
    return new sqs.Queue(this, id, {
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      retentionPeriod: KEPT,
      removalPolicy: RemovalPolicy.DESTROY,
      ...more,
    });
  }

  private topic(): sns.Topic {
    const topic = new sns.Topic(this, 'Topic', { masterKey: this.key, enforceSSL: true });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
  }

  private subscribe(topic: sns.Topic): void {
    for (const queue of [this.queue, this.deadLetters])
      queue.addToResourcePolicy(
        new iam.PolicyStatement({
          principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
        }),
      );
    new sns.CfnSubscription(this, 'Subscription', {
      topicArn: topic.topicArn,
      protocol: 'sqs',
      endpoint: this.queue.queueArn,
      rawMessageDelivery: true,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.queueArn },
    });
  }
}
