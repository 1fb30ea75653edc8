import { Aws } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** One thing that an operator is told of. */
export interface AlarmSpec {
  /** Heading of its entry in the runbook. */
  readonly kind: string;
  /** The report that it is about, where there is one alarm a report. */
  readonly report?: string;
  readonly what: string;
  /** What breaks for whom while it lasts. */
  readonly errorImpact: string;
  readonly metric: cloudwatch.IMetric;
  /** The alarm rings from this value on. */
  readonly from: number;
  readonly periods?: number;
  /** Whether silence is as bad as the value. */
  readonly silenceRings?: true;
}

export interface AlarmBoardProps {
  readonly prefix: string;
  readonly key: kms.IKey;
  readonly email: string | null;
}

/** The one place that alarms go to: an encrypted topic, with the stage's address as its reader. */
export class AlarmBoard extends Construct {
  readonly topic: sns.Topic;
  readonly alarms: cloudwatch.Alarm[] = [];
  private readonly prefix: string;

  constructor(scope: Construct, id: string, { prefix, key, email }: AlarmBoardProps) {
    super(scope, id);
    this.prefix = prefix;
    this.topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    for (const service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'])
      this.topic.addToResourcePolicy(
        new iam.PolicyStatement({
          principals: [new iam.ServicePrincipal(service)],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
      );
    if (email !== null) this.topic.addSubscription(new subscriptions.EmailSubscription(email));
  }

  /** Tells when it starts and when it is over. */
  watch(specs: readonly AlarmSpec[]): void {
    for (const spec of specs) this.alarms.push(this.alarm(spec));
  }

  private alarm(spec: AlarmSpec): cloudwatch.Alarm {
    const { kind, report, what, errorImpact, metric, from, periods = 1, silenceRings } = spec;
    const name = report === undefined ? kind : `${kind}-${report}`;
    const alarm = new cloudwatch.Alarm(this, name, {
      alarmName: `${this.prefix}-${name}`,
      alarmDescription: `${what} ${errorImpact} infra/runbook.md#${kind}`,
      metric,
      threshold: from,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silenceRings
        ? cloudwatch.TreatMissingData.BREACHING
        : cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const tell = new actions.SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    return alarm;
  }
}
