import * as z from 'zod';
import { shapeRule } from './shape-rule.ts';
import { type Finding, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

const R17_machine = shapeRule(
  'R17',
  'AWS::StepFunctions::StateMachine',
  z.object({
    Properties: z.object({
      StateMachineType: z.literal('STANDARD'),
      TracingConfiguration: z.object({ Enabled: z.literal(true) }),
      LoggingConfiguration: z.object({
        Level: z.literal('ALL'),
        IncludeExecutionData: z.literal(false, { error: 'would log what a step is told' }),
        Destinations: z.array(z.unknown()).min(1),
      }),
    }),
  }),
);

const retry = z.object({ ErrorEquals: z.array(z.string()) });
const state = z.object({
  Type: z.string(),
  TimeoutSeconds: z.number().optional(),
  Retry: z.array(retry).default([]),
  Catch: z.array(z.unknown()).default([]),
  Next: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).default({}),
  get ItemProcessor() {
    return z.object({ States: z.record(z.string(), state) }).optional();
  },
});
type State = z.output<typeof state>;

const definition = z.object({
  TimeoutSeconds: z.number().optional(),
  States: z.record(z.string(), state),
});

/** A step may be repeated after these, since the service says that it was not, or may not have been, run. */
const HARMLESS =
  /^(Lambda\.(Service|AWSLambda|SdkClient|TooManyRequests)Exception|Athena\.TooManyRequestsException)$/;

/** The states after which nothing is left to be told. */
const LAST = new Set(['FinishRun', 'RecordFailure', 'RunFailed']);

const R17_definition: Rule = (template) =>
  resourcesOf(template, 'AWS::StepFunctions::StateMachine').flatMap(({ id, Properties }) => {
    const { TimeoutSeconds, States } = definition.parse(
      JSON.parse(textOf(Properties['DefinitionString'])),
    );
    const outer = Object.entries(States).filter(([name]) => !LAST.has(name));
    return [
      ...(TimeoutSeconds === undefined ? ['never times out'] : []),
      ...everyState(States).flatMap(([name, one]) => stateFindings(name, one)),
      ...outer
        .filter(([, { Catch }]) => Catch.length === 0)
        .map(([name]) => `${name} fails without a record`),
    ].map((message): Finding => ({ rule: 'R17', resource: id, message }));
  });

const everyState = (states: Readonly<Record<string, State>>): [string, State][] =>
  Object.entries(states).flatMap(([name, one]): [string, State][] => [
    [name, one],
    ...everyState(one.ItemProcessor?.States ?? {}),
  ]);

function stateFindings(name: string, { Type, TimeoutSeconds, Retry, Parameters }: State): string[] {
  if (Type !== 'Task') return [];
  const errors = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
  const code = 'FunctionName' in Parameters ? textOf(Parameters['FunctionName']) : null;
  return [
    ...(TimeoutSeconds === undefined ? [`${name} never times out`] : []),
    ...(/^Send/.test(name) && errors.length > 0 ? [`${name} may send twice`] : []),
    ...errors
      .filter((error) => !HARMLESS.test(error))
      .map((error) => `${name} is repeated after ${error}`),
    ...(code?.includes('CurrentVersion') === false ? [`${name} runs whatever code is newest`] : []),
  ];
}

/** R17: what runs, ends; what may not be repeated, is not. */
export const MACHINE_RULES: readonly Rule[] = [R17_machine, R17_definition];
