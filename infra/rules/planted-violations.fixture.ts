import {
  allow,
  first,
  type Loose,
  lake,
  type Planted,
  properties,
  reporting,
} from './planted.fixture.ts';
import { PLANTED_GRANTS } from './planted-grants.fixture.ts';
import type { Template } from './template.ts';

const machine = (resources: Template['Resources'], change: (text: string) => string): void => {
  const found = properties(resources, 'AWS::StepFunctions::StateMachine');
  const join = found.DefinitionString['Fn::Join'];
  join[1] = join[1].map((part: unknown) => (typeof part === 'string' ? change(part) : part));
};

/** One thing wrong at a time, and the rule that must see it. */
export const PLANTED: readonly Planted[] = [
  ...PLANTED_GRANTS,
  lake('R9', 'a bucket that takes plain HTTP', (all) => {
    delete first(all, 'AWS::S3::BucketPolicy', 'LakeBucket').Properties.PolicyDocument.Statement[0]
      .Condition;
  }),
  lake('R9', 'a bucket without our key', (all) => {
    delete properties(all, 'AWS::S3::Bucket', 'LakeBucket').BucketEncryption;
  }),
  lake('R9', 'a bucket that keeps old versions', (all) => {
    properties(all, 'AWS::S3::Bucket', 'LakeBucket').LifecycleConfiguration.Rules.splice(0);
  }),
  lake('R9', 'a bucket that goes with its stack', (all) => {
    first(all, 'AWS::S3::Bucket', 'LakeBucket').DeletionPolicy = 'Delete';
  }),
  lake('R10', 'a key that never turns over', (all) => {
    properties(all, 'AWS::KMS::Key').EnableKeyRotation = false;
  }),
  lake('R10', 'a key for everybody', (all) => {
    properties(all, 'AWS::KMS::Key').KeyPolicy.Statement.push({
      ...allow('kms:Decrypt'),
      Principal: { AWS: '*' },
    });
  }),
  lake('R11', 'a ledger with unconditional writes', (all) => {
    const { Statement } = properties(all, 'AWS::S3::BucketPolicy', 'Ledger').PolicyDocument;
    delete Statement.find(({ Sid }: Loose) => Sid === 'WritesAreConditional').Condition.Null;
  }),
  lake('R11', 'a ledger whose rows can go', (all) => {
    const { PolicyDocument } = properties(all, 'AWS::S3::BucketPolicy', 'Ledger');
    PolicyDocument.Statement = PolicyDocument.Statement.filter(
      ({ Sid }: Loose) => Sid !== 'RowsStay',
    );
  }),
  reporting('R12', 'a queue without encryption', (all) => {
    delete properties(all, 'AWS::SQS::Queue', 'Undelivered').SqsManagedSseEnabled;
  }),
  reporting('R12', 'a queue that takes plain HTTP', (all) => {
    delete all[Object.keys(all).find((id) => id.startsWith('UndeliveredPolicy')) ?? ''];
  }),
  reporting('R12', 'a message that comes back too soon', (all) => {
    properties(all, 'AWS::SQS::Queue', 'MailEventsQueue').VisibilityTimeout = 60;
  }),
  reporting('R13', 'a queue without dead letters', (all) => {
    delete properties(all, 'AWS::SQS::Queue', 'MailEventsQueue').RedrivePolicy;
  }),
  reporting('R13', 'a subscription without dead letters', (all) => {
    delete properties(all, 'AWS::SNS::Subscription', 'MailEvents').RedrivePolicy;
  }),
  reporting('R13', 'a starter that fails without a trace', (all) => {
    delete properties(all, 'AWS::Lambda::EventInvokeConfig', 'FunctionsAsyncstartrun')
      .DestinationConfig;
  }),
  reporting('R14', 'a schedule without dead letters', (all) => {
    delete properties(all, 'AWS::Scheduler::Schedule').Target.DeadLetterConfig;
  }),
  reporting('R14', 'a schedule without a zone', (all) => {
    delete properties(all, 'AWS::Scheduler::Schedule').ScheduleExpressionTimezone;
  }),
  reporting('R14', 'a schedule on Mars', (all) => {
    properties(all, 'AWS::Scheduler::Schedule').ScheduleExpressionTimezone = 'Mars/Phobos';
  }),
  reporting('R14', 'a schedule when clocks change', (all) => {
    properties(all, 'AWS::Scheduler::Schedule').ScheduleExpression = 'cron(30 2 ? * SUN *)';
  }),
  reporting('R14', 'a schedule that repeats for a day', (all) => {
    properties(all, 'AWS::Scheduler::Schedule').Target.RetryPolicy.MaximumEventAgeInSeconds =
      86_400;
  }),
  reporting('R15', 'a function without a cap', (all) => {
    delete properties(all, 'AWS::Lambda::Function').ReservedConcurrentExecutions;
  }),
  reporting('R15', 'a secret among the variables', (all) => {
    properties(all, 'AWS::Lambda::Function').Environment.Variables.API_TOKEN = 'x';
  }),
  reporting('R15', 'a function open to the web', (all) => {
    all['Url'] = { Type: 'AWS::Lambda::Url', Properties: {} };
  }),
  reporting('R16', 'a log for ever', (all) => {
    delete properties(all, 'AWS::Logs::LogGroup').RetentionInDays;
  }),
  reporting('R16', 'a log that nobody declared', (all) => {
    delete properties(all, 'AWS::Lambda::Function').LoggingConfig;
  }),
  reporting('R17', 'a mail that is tried again', (all) =>
    machine(all, (text) =>
      text.replace('"Send":{', '"Send":{"Retry":[{"ErrorEquals":["Lambda.ServiceException"]}],'),
    ),
  ),
  reporting('R17', 'a step that is tried again after any error', (all) =>
    machine(all, (text) => text.replaceAll('Lambda.ServiceException', 'States.ALL')),
  ),
  reporting('R17', 'a run without an end', (all) =>
    machine(all, (text) => text.replace('"TimeoutSeconds":21600,', '')),
  ),
  reporting('R17', 'a step that fails without a record', (all) =>
    machine(all, (text) => text.replace('"Catch":', '"Uncaught":')),
  ),
  lake('R18', 'a workgroup without a cutoff', (all) => {
    delete properties(all, 'AWS::Athena::WorkGroup', 'Readers').WorkGroupConfiguration
      .BytesScannedCutoffPerQuery;
  }),
  reporting('R19', 'a method without a signature', (all) => {
    properties(all, 'AWS::ApiGateway::Method').AuthorizationType = 'NONE';
  }),
  reporting('R19', 'a model that takes anything', (all) => {
    delete properties(all, 'AWS::ApiGateway::Model').Schema.additionalProperties;
  }),
  reporting('R20', 'a configuration set without TLS', (all) => {
    delete properties(all, 'AWS::SES::ConfigurationSet').DeliveryOptions;
  }),
  reporting('R20', 'events without bounces', (all) => {
    const { EventDestination } = properties(all, 'AWS::SES::ConfigurationSetEventDestination');
    EventDestination.MatchingEventTypes = ['SEND'];
  }),
  reporting('R21', "no dead man's alarm", (all) => {
    delete all[Object.keys(all).find((id) => id.startsWith('Alarmsreportoverdue')) ?? ''];
  }),
  reporting('R21', 'a function that fails unseen', (all) => {
    delete all[Object.keys(all).find((id) => id.startsWith('Alarmsfunctionsend')) ?? ''];
  }),
  reporting('R22', 'an alarm that tells nobody', (all) => {
    delete properties(all, 'AWS::CloudWatch::Alarm').AlarmActions;
  }),
  lake('R24', 'a bucket of no deployment', (all) => {
    delete properties(all, 'AWS::S3::Bucket', 'LakeBucket').Tags;
  }),
  lake('R24', 'a bucket copied to another region', (all) => {
    properties(all, 'AWS::S3::Bucket', 'LakeBucket').ReplicationConfiguration = {};
  }),
];
