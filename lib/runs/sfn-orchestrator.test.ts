import { SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { sfnOrchestrator } from './sfn-orchestrator.ts';

const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:weekly';
const EXECUTION = 'arn:aws:states:eu-west-1:111122223333:execution:weekly:wk-a1';

interface Sent {
  readonly target: string;
  readonly body: Record<string, unknown>;
}

/** A client whose requests end here and are answered as Step Functions answers. */
function clientThatGets(status: number, answer: object) {
  const sent: Sent[] = [];
  const client = new SFNClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: Uint8Array }) => {
        sent.push({
          target: request.headers['x-amz-target'] ?? '',
          body: JSON.parse(new TextDecoder().decode(request.body)),
        });
        const body = new Response(JSON.stringify(answer)).body;
        return { response: { statusCode: status, headers: {}, body } };
      },
    },
  });
  return { sent, orchestrator: sfnOrchestrator({ client, stateMachineArn: MACHINE }) };
}

const refused = (name: string) => clientThatGets(400, { __type: name, message: 'no' });

describe('starting', () => {
  it('hands over the name and nothing but the attempt at a run', async () => {
    const { sent, orchestrator } = clientThatGets(200, { executionArn: EXECUTION, startDate: 1 });
    await orchestrator.start('wk-a1', { run: 'key', attempt: 1 });
    expect(sent).toEqual([
      {
        target: 'AWSStepFunctions.StartExecution',
        body: expect.objectContaining({
          stateMachineArn: MACHINE,
          name: 'wk-a1',
          input: '{"run":"key","attempt":1}',
        }),
      },
    ]);
  });

  it('is done when the name was taken before', async () => {
    await refused('ExecutionAlreadyExists').orchestrator.start('wk-a1', { run: 'key', attempt: 1 });
  });

  it('fails when the machine takes no more', async () => {
    const started = refused('ExecutionLimitExceeded').orchestrator.start('wk-a1', {
      run: 'key',
      attempt: 1,
    });
    await expect(started).rejects.toMatchObject({ name: 'ExecutionLimitExceeded' });
  });
});

describe('stopping', () => {
  it('names the execution of the machine', async () => {
    const { sent, orchestrator } = clientThatGets(200, { stopDate: 1 });
    await orchestrator.stop('wk-a1');
    expect(sent[0]).toMatchObject({
      target: 'AWSStepFunctions.StopExecution',
      body: { executionArn: EXECUTION },
    });
  });

  it('is done where nothing ever ran', async () => {
    await refused('ExecutionDoesNotExist').orchestrator.stop('wk-a1');
  });
});

describe('the status', () => {
  it.each([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['SUCCEEDED', 'succeeded'],
    ['FAILED', 'failed'],
    ['TIMED_OUT', 'failed'],
    ['ABORTED', 'stopped'],
  ])('%s is %s', async (status, told) => {
    const { orchestrator } = clientThatGets(200, { status });
    expect(await orchestrator.status('wk-a1')).toBe(told);
  });

  it('is absent where nothing ever ran', async () => {
    expect(await refused('ExecutionDoesNotExist').orchestrator.status('wk-a1')).toBe('absent');
  });
});
