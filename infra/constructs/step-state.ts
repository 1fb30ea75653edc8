import type { StepName } from '../line/step-functions.ts';

/** A state of the Amazon States Language, in its JSON form with JSONPath. */
export type State = Readonly<Record<string, unknown>>;

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
export const RUN = {
  'run.$': '$$.Execution.Input.run',
  'attempt.$': '$$.Execution.Input.attempt',
} as const;

export const FAILED = 'RecordFailure';
export const CATCH = [
  { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: FAILED },
] as const;

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

/** What a step is told, what of its answer is kept, and where the execution goes on. */
export interface Step {
  /** Where the execution goes on; null where it, or its item, ends. */
  readonly next: string | null;
  /** The one part of the answer that later states need. */
  readonly keep?: 'files' | 'phases';
  /** Path of the event, where it is not the run alone. */
  readonly payload?: '$';
  /** Whether the step is told what failed. */
  readonly failed?: true;
}

/** A state that runs a step's function. */
export function invokeStep(
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
