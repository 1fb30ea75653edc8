import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { ScheduledReport } from '../catalogue.ts';
import { accessAlarms } from '../constructs/access-alarms.ts';
import { AlarmBoard } from '../constructs/alarm-board.ts';
import { deadLetters } from '../constructs/dead-letters.ts';
import { functionAlarm } from '../constructs/function-alarms.ts';
import { FunctionFleet } from '../constructs/function-fleet.ts';
import { lineAlarms } from '../constructs/line-alarms.ts';
import { mailAlarms } from '../constructs/mail-alarms.ts';
import { MailEvents } from '../constructs/mail-events.ts';
import { MonthlyBudget } from '../constructs/monthly-budget.ts';
import { reportAlarms } from '../constructs/report-alarms.ts';
import { ReportApi } from '../constructs/report-api.ts';
import { ReportDashboard } from '../constructs/report-dashboard.ts';
import { ReportSchedules } from '../constructs/report-schedules.ts';
import { RunMachine } from '../constructs/run-machine.ts';
import { SenderIdentity } from '../constructs/sender-identity.ts';
import { EDGE_FUNCTIONS } from '../line/edge-functions.ts';
import type { FunctionSpec } from '../line/function-spec.ts';
import type { ExistingTables, LineResources } from '../line/line-resources.ts';
import type { Stage } from '../stages.ts';
import type { LakeStack } from './lake-stack.ts';
import { stackNames } from './stack-names.ts';

export interface ReportingStackProps {
  readonly stage: Stage;
  readonly lake: LakeStack;
  readonly reports: readonly ScheduledReport[];
  readonly existing: ExistingTables;
  /** Folder with the code of a function. */
  readonly codeOf: (spec: FunctionSpec) => string;
}

/** What makes reports: functions, machine, schedules, API, mail and alarms. It holds no data and can go at any time. */
export class ReportingStack extends Stack {
  constructor(scope: App, props: ReportingStackProps) {
    const { stage, lake, reports, existing, codeOf } = props;
    const { reporting, prefix } = stackNames(stage);
    super(scope, reporting, {
      env: { region: stage.region },
      description: 'Tenure: the line from a schedule to a mailbox',
    });
    const key = lake.reportKey;
    const { set, sending } = new SenderIdentity(this, 'Sender', stage);
    const line: LineResources = { ...lake.resources, machine: prefix, sending, existing };
    const undelivered = deadLetters(this, 'Undelivered');
    const reconcilerSeconds = EDGE_FUNCTIONS.reconcileMail.timeoutSeconds;
    const mailEvents = new MailEvents(this, 'MailEvents', { set, key, reconcilerSeconds });
    const fleet = new FunctionFleet(this, 'Functions', {
      prefix,
      line,
      key,
      codeOf,
      mailEvents,
      deadLetters: undelivered,
    });
    const { steps, edges } = fleet;
    const { machine } = new RunMachine(this, 'Run', { line, steps, key });
    new ReportSchedules(this, 'Schedules', {
      group: prefix,
      reports,
      starter: edges.startRun.version,
      sweeper: edges.sweepMail.version,
      deadLetters: undelivered,
    });
    const { api } = new ReportApi(this, 'Reports', { name: prefix, handler: edges.api, key });
    this.watch(props, { line, fleet, api, undelivered, mailEvents });
    new CfnOutput(this, 'StateMachine', { value: machine.ref });
    new CfnOutput(this, 'Api', { value: api.url });
  }

  /** Alarms, budget and screen. */
  private watch({ stage, lake, reports }: ReportingStackProps, made: Watched): void {
    const { line, fleet, api, undelivered, mailEvents } = made;
    const { prefix: deployment } = stackNames(stage);
    const board = new AlarmBoard(this, 'Alarms', {
      prefix: deployment,
      key: lake.reportKey,
      email: stage.alarmEmail,
    });
    const { queryGigabytes } = stage;
    const { configurationSet } = line.sending;
    const functions = fleet.all();
    board.watch([
      ...Object.entries(functions).map(([name, one]) => functionAlarm(name, one)),
      ...reports.flatMap((report) => reportAlarms(report, deployment)),
      ...lineAlarms({ deployment, line, queryGigabytes, deadLetters: undelivered }),
      ...mailAlarms({ deployment, configurationSet, deadLetters: mailEvents.deadLetters }),
      ...accessAlarms(this, { deployment, api, functions: Object.values(functions) }),
    ]);
    const { topic, alarms } = board;
    new MonthlyBudget(this, 'Budget', { name: deployment, dollars: stage.budget, topic });
    new ReportDashboard(this, 'Screen', { deployment, reports, functions, alarms });
  }
}

/** What the alarms look at. */
interface Watched {
  readonly line: LineResources;
  readonly fleet: FunctionFleet;
  readonly api: apigateway.RestApi;
  readonly undelivered: sqs.Queue;
  readonly mailEvents: MailEvents;
}
