import { CATCH, invokeStep, RUN, type RunDefinitionProps, type State } from './step-state.ts';

/** A statement that runs longer is stuck. */
const STATEMENT_SECONDS = 3_600;

/** Phases one after another, the statements of a phase side by side. */
export function statementPhases(props: RunDefinitionProps, next: string): State {
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
    ...invokeStep(props, 'readStatement', { payload: '$', next: 'HasParameters' }),
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
