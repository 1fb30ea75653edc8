import type { StepName } from '../line/step-functions.ts';

/** A state of the Amazon States Language, in its JSON form with JSONPath. */
type State = Readonly<Record<string, unknown>>;

export interface RunDefinitionProps {
  readonly partition: string;
  /** ARN of the version that runs. */
  readonly versionOf: (step: StepName) => string;
  /** What the function itself is given. */
  readonly secondsOf: (step: StepName) => number;
  readonly workgroup: string;
  readonly database: string;
}

/** Which attempt at which run an execution works for: its input, and all that any step needs to be told. */
const RUN = {
  'run.$': '$$.Execution.Input.run',
  'attempt.$': '$$.Execution.Input.attempt',
} as const;

const FAILED = 'RecordFailure';
const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: FAILED }] as const;

/** Errors of the service and not of the step: the step finds what it has stored and does the rest. */
const RETRY = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 4,
  },
] as const;

/** Whole runs end within six hours; what takes longer is stuck. */
const RUN_SECONDS = 21_600;
const STATEMENT_SECONDS = 3_600;

/**
 * The line as a state machine: what a state hands on is names and statements, never rows. Every step is tried again
 * only where trying again is harmless; a mail is not. Whatever fails, the run's record says so before the run ends.
 */
export function runDefinition(props: RunDefinitionProps): object {
  const step = (name: StepName, more: Step): State => invoke(props, name, more);
  const statements = (next: string): State => phases(props, next);
  return {
    Comment: 'One report from delivered files to sent mail',
    TimeoutSeconds: RUN_SECONDS,
    StartAt: 'ListDeliveries',
    States: {
      ListDeliveries: step('listDeliveries', { keep: 'files', next: 'ScanDeliveries' }),
      ScanDeliveries: {
        Type: 'Map',
        ItemsPath: '$.files',
        ItemSelector: { ...RUN, 'file.$': '$$.Map.Item.Value.id' },
        MaxConcurrency: 20,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'ScanDelivery',
          States: { ScanDelivery: step('scanDelivery', { payload: '$', next: null }) },
        },
        ResultPath: null,
        Catch: CATCH,
        Next: 'PlanLanding',
      },
      PlanLanding: step('planLanding', { keep: 'phases', next: 'LandDeliveries' }),
      LandDeliveries: statements('SettleSnapshot'),
      SettleSnapshot: step('settleSnapshot', { next: 'CheckData' }),
      CheckData: step('checkData', { next: 'PlanScope' }),
      PlanScope: step('planScope', { keep: 'phases', next: 'KeepScope' }),
      KeepScope: statements('FitModels'),
      FitModels: step('fitModels', { next: 'Measure' }),
      Measure: step('measure', { next: 'Release' }),
      Release: step('release', { next: 'Render' }),
      Render: step('render', { next: 'Send' }),
      Send: step('send', { next: 'FinishRun' }),
      FinishRun: step('finishRun', { next: null }),
      [FAILED]: step('finishRun', { failed: true, next: 'RunFailed' }),
      RunFailed: { Type: 'Fail', ErrorPath: '$.failure.Error', Cause: "See the run's record" },
    },
  };
}

interface Step {
  /** Where the execution goes on; null where it, or its item, ends. */
  readonly next: string | null;
  /** The one part of the answer that later states need. */
  readonly keep?: 'files' | 'phases';
  /** Path of the event, where it is not the run alone. */
  readonly payload?: '$';
  /** Whether the step is told what failed. */
  readonly failed?: true;
}

function invoke(
  { partition, versionOf, secondsOf }: RunDefinitionProps,
  name: StepName,
  { next, keep, payload, failed }: Step,
): State {
  const event = failed ? { ...RUN, 'failure.$': '$.failure' } : RUN;
  const item = payload !== undefined;
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::lambda:invoke`,
    Parameters: {
      FunctionName: versionOf(name),
      ...(item ? { 'Payload.$': payload } : { Payload: event }),
    },
    ...(failed
      ? { ResultPath: null }
      : { ResultSelector: keep ? { [`${keep}.$`]: `$.Payload.${keep}` } : { after: name } }),
    TimeoutSeconds: secondsOf(name) + 10,
    ...(name !== 'send' && { Retry: RETRY }),
    ...(!item && name !== 'finishRun' && { Catch: CATCH }),
    ...(next === null ? { End: true } : { Next: next }),
  };
}

/** Phases one after another, the statements of a phase side by side. */
function phases(props: RunDefinitionProps, next: string): State {
  return {
    Type: 'Map',
    ItemsPath: '$.phases',
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'Phase',
      States: {
        Phase: {
          Type: 'Map',
          ItemsPath: '$.statements',
          ItemSelector: { ...RUN, 'name.$': '$$.Map.Item.Value.name' },
          MaxConcurrency: 8,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'ReadStatement',
            States: statementStates(props),
          },
          ResultPath: null,
          End: true,
        },
      },
    },
    ResultPath: null,
    Catch: CATCH,
    Next: next,
  };
}

/**
 * The state of an execution is too small for the texts of all statements, so each is read when its turn comes. One
 * with parameters and one without are two tasks: an empty list of parameters is refused.
 */
const statementStates = (props: RunDefinitionProps): State => ({
  ReadStatement: {
    ...invoke(props, 'readStatement', { payload: '$', next: 'HasParameters' }),
    ResultSelector: {
      'queryString.$': '$.Payload.queryString',
      'executionParameters.$': '$.Payload.executionParameters',
      'token.$': '$.Payload.token',
    },
  },
  HasParameters: {
    Type: 'Choice',
    Choices: [{ Variable: '$.executionParameters[0]', IsPresent: true, Next: 'RunBound' }],
    Default: 'RunPlain',
  },
  RunBound: runStatement(props, { 'ExecutionParameters.$': '$.executionParameters' }),
  RunPlain: runStatement(props, {}),
});

/** The token makes a repeated start the same execution, so throttling may be tried again. */
const runStatement = (
  { partition, workgroup, database }: RunDefinitionProps,
  parameters: State,
): State => ({
  Type: 'Task',
  Resource: `arn:${partition}:states:::athena:startQueryExecution.sync`,
  Parameters: {
    'QueryString.$': '$.queryString',
    ...parameters,
    'ClientRequestToken.$': '$.token',
    WorkGroup: workgroup,
    QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
  },
  ResultSelector: { 'query.$': '$.QueryExecution.QueryExecutionId' },
  TimeoutSeconds: STATEMENT_SECONDS,
  Retry: [
    {
      ErrorEquals: ['Athena.TooManyRequestsException'],
      IntervalSeconds: 5,
      BackoffRate: 2,
      MaxAttempts: 5,
    },
  ],
  End: true,
});
