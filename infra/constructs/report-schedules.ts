import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ScheduledReport } from '../catalogue.ts';
import { arnOf } from '../line/arn-of.ts';
import { allow } from '../line/bucket-statements.ts';

export interface ReportSchedulesProps {
  /** Name of the group; every schedule of a stage is in one. */
  readonly group: string;
  readonly reports: readonly ScheduledReport[];
  readonly starter: lambda.Version;
  /** Looks every hour after mails whose fate is unknown. */
  readonly sweeper: lambda.Version;
  readonly deadLetters: sqs.Queue;
}

interface Timing {
  readonly cron: string;
  readonly timeZone: string;
  readonly target: lambda.Version;
  readonly input: object;
}

/** The instant for which an event was due; it stays the same when the event is repeated. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** One schedule and one permission a report of the catalogue, and the hourly sweep. */
export class ReportSchedules extends Construct {
  private readonly props: ReportSchedulesProps;

  constructor(scope: Construct, id: string, props: ReportSchedulesProps) {
    super(scope, id);
    this.props = props;
    const group = new scheduler.CfnScheduleGroup(this, 'Group', { name: props.group });
    const schedules = [
      ...props.reports.map(({ id: report, cron, timeZone }) =>
        this.schedule(report, {
          cron,
          timeZone,
          target: props.starter,
          input: { report, scheduledTime: SCHEDULED_TIME },
        }),
      ),
      this.schedule('sweep-mail', {
        cron: 'cron(17 * * * ? *)',
        timeZone: 'UTC',
        target: props.sweeper,
        input: { scheduledTime: SCHEDULED_TIME },
      }),
    ];
    for (const schedule of schedules) schedule.addResourceDependency(group);
  }

  private schedule(name: string, { cron, timeZone, target, input }: Timing): scheduler.CfnSchedule {
    const { group, deadLetters } = this.props;
    return new scheduler.CfnSchedule(this, `Schedule-${name}`, {
      name,
      groupName: group,
      scheduleExpression: cron,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: target.functionArn,
        roleArn: this.role(name, target).roleArn,
        input: JSON.stringify(input),
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 21_600 },
      },
    });
  }

  /** May start the one function, and put what could not be started aside. */
  private role(name: string, target: lambda.Version): iam.Role {
    const { group, deadLetters } = this.props;
    return new iam.Role(this, `Role-${name}`, {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': arnOf('scheduler', `schedule-group/${group}`),
          },
        },
      }),
      inlinePolicies: {
        start: new iam.PolicyDocument({
          statements: [
            allow(['lambda:InvokeFunction'], [target.functionArn]),
            allow(['sqs:SendMessage'], [deadLetters.queueArn]),
          ],
        }),
      },
    });
  }
}
