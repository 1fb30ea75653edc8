import assert from 'node:assert/strict';
import { executions, failureOf, inputOf, settled } from './executions.ts';
import { invoke } from './lambda-calls.ts';
import { textsUnder } from './ledger.ts';
import type { Proofs } from './proofs.ts';
import type { World } from './world.ts';

const DENIED = /AccessDenied/;
const OTHER_WEEK = { report: 'weekly', scheduledTime: '2026-11-03T07:00:00Z' };

/** A role that loses its permissions is denied, the run says so, and nobody is mailed. */
export async function provePermissions(world: World, { show }: Proofs): Promise<void> {
  await show('the gate does its step again, and without its policy is denied it', async () => {
    const [execution] = await executions(world);
    const input = await inputOf(world, execution?.executionArn ?? '');
    await invoke(world, 'release', input);
    await takePolicies(world, 'Functionsrelease');
    await assert.rejects(invoke(world, 'release', input), DENIED);
  });
  await show('a run that is denied its files fails, says so, and mails nobody', async () => {
    await takePolicies(world, 'Functionslistdeliveries');
    const before = (await executions(world)).map(({ name }) => name);
    await invoke(world, 'start-run', OTHER_WEEK);
    const fresh = (await settled(world)).filter(({ name }) => !before.includes(name));
    assert.deepEqual(
      fresh.map(({ status }) => status),
      ['FAILED'],
    );
    assert.match(await failureOf(world, fresh[0]?.executionArn ?? ''), DENIED);
    const records = [...(await textsUnder(world, 'runs/'))].filter(([key]) =>
      key.endsWith('/state'),
    );
    assert.equal(records.filter(([, text]) => JSON.parse(text).state === 'failed').length, 1);
    assert.equal(world.inbox.messages.length, 2);
  });
}

/** Takes all policies off the role whose logical id begins so. */
async function takePolicies({ account }: World, role: string): Promise<void> {
  const RoleName = account.stacks.resource('AWS::IAM::Role', role);
  const listed = await account.calls.query('iam', { Action: 'ListRolePolicies', RoleName });
  const names = [...listed.matchAll(/<member>([^<]+)<\/member>/g)].map(([, name = '']) => name);
  assert.ok(names.length > 0, listed);
  for (const PolicyName of names)
    await account.calls.query('iam', { Action: 'DeleteRolePolicy', RoleName, PolicyName });
}
