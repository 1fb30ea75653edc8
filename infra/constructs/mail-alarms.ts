import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { AlarmSpec } from './alarm-board.ts';
import { counted } from './counted-metric.ts';

export interface MailAlarmsProps {
  readonly deployment: string;
  readonly configurationSet: string;
  /** Events of SES that reached no ledger row. */
  readonly deadLetters: sqs.Queue;
}

const HOUR = Duration.hours(1);

/** Shares at which SES looks at a sender, and well below those at which it stops him (5 % and 0.5 %). */
const BOUNCED = 0.02;
const COMPLAINED = 0.001;

/** The alarms of mail: what is unknown, what came twice, what is not wanted. */
export const mailAlarms = (props: MailAlarmsProps): AlarmSpec[] => [
  {
    kind: 'unknown-mail',
    what: 'Mails have had no known fate for more than a day.',
    errorImpact: 'Their readers may have no report; nothing is sent again until someone decides.',
    metric: counted('UnknownMailsOverOneDay', {
      deployment: props.deployment,
      statistic: 'Maximum',
    }),
    from: 1,
  },
  {
    kind: 'duplicate-mail',
    what: 'SES took two messages for one row of the ledger.',
    errorImpact: 'A reader has the same report twice, which must not happen.',
    metric: counted('DuplicateMails', { deployment: props.deployment, statistic: 'Sum' }),
    from: 1,
  },
  {
    kind: 'stray-mail-event',
    what: 'SES told of a message that no row of the ledger knows.',
    errorImpact: 'Something else sends through this configuration set, or a row is lost.',
    metric: counted('StrayMailEvents', { deployment: props.deployment, statistic: 'Sum' }),
    from: 1,
  },
  {
    kind: 'undelivered-mail-events',
    what: 'Events of SES could not be written to the ledger.',
    errorImpact:
      'Bounces and deliveries are missing from the ledger; after four days they are gone.',
    metric: props.deadLetters.metricApproximateNumberOfMessagesVisible({
      period: HOUR,
      statistic: 'Maximum',
    }),
    from: 1,
  },
  {
    kind: 'bounce-rate',
    what: 'Two in a hundred mails bounce.',
    errorImpact: 'From five on, SES may stop all mail of the account.',
    metric: reputation('Reputation.BounceRate', props.configurationSet),
    from: BOUNCED,
  },
  {
    kind: 'complaint-rate',
    what: 'One in a thousand mails is called spam by its reader.',
    errorImpact: 'From five in a thousand on, SES may stop all mail of the account.',
    metric: reputation('Reputation.ComplaintRate', props.configurationSet),
    from: COMPLAINED,
  },
];

const reputation = (metricName: string, configurationSet: string) =>
  new cloudwatch.Metric({
    namespace: 'AWS/SES',
    metricName,
    statistic: 'Maximum',
    period: HOUR,
    dimensionsMap: { 'ses:configuration-set': configurationSet },
  });
