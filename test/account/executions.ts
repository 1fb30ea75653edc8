import assert from 'node:assert/strict';
import timers from 'node:timers/promises';
import * as z from 'zod';
import type { World } from './world.ts';

const listed = z.object({
  executions: z.array(z.object({ executionArn: z.string(), name: z.string(), status: z.string() })),
});
export type Execution = z.output<typeof listed>['executions'][number];

/** Every execution of the run's machine. */
export async function executions({ account }: World): Promise<Execution[]> {
  const stateMachineArn = account.stacks.resource('AWS::StepFunctions::StateMachine');
  return listed.parse(
    await account.calls.json('states', 'AWSStepFunctions.ListExecutions', { stateMachineArn }),
  ).executions;
}

const RUN_MS = 600_000;

/** Waits until no execution runs; what failed is told with the events that led there. */
export async function settled(world: World): Promise<Execution[]> {
  for (const late = Date.now() + RUN_MS; Date.now() < late; await timers.setTimeout(300)) {
    const all = await executions(world);
    if (all.length > 0 && all.every(({ status }) => status !== 'RUNNING')) return all;
  }
  throw new Error('an execution still runs');
}

const history = z.object({
  events: z.array(z.looseObject({ type: z.string() })),
});

/** What went wrong in an execution, as Step Functions tells it. */
export async function failureOf({ account }: World, executionArn: string): Promise<string> {
  const { events } = history.parse(
    await account.calls.json('states', 'AWSStepFunctions.GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
    }),
  );
  return JSON.stringify(events.filter(({ type }) => /Fail|Abort|TimedOut/.test(type))).slice(
    0,
    3000,
  );
}

/** What an execution was started with. */
export async function inputOf({ account }: World, executionArn: string): Promise<object> {
  const answer = await account.calls.json('states', 'AWSStepFunctions.DescribeExecution', {
    executionArn,
  });
  assert.ok(typeof answer === 'object' && answer !== null && 'input' in answer);
  return JSON.parse(String(answer.input));
}
