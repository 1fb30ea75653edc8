import assert from 'node:assert/strict';
import { executions, failureOf, settled } from './executions.ts';
import { invoke } from './lambda-calls.ts';
import type { Proofs } from './proofs.ts';
import type { World } from './world.ts';

/** A role that loses a permission is denied, the run says so, and nobody is mailed. */
export async function provePermissions(world: World, { show }: Proofs): Promise<void> {
  const { account, inbox } = world;
  await show(
    'without its policy the gate is denied, and the run fails without a mail',
    async () => {
      const RoleName = account.stacks.resource('AWS::IAM::Role', 'Functionsrelease');
      const listed = await account.calls.query('iam', { Action: 'ListRolePolicies', RoleName });
      const names = [...listed.matchAll(/<member>([^<]+)<\/member>/g)].map(([, name = '']) => name);
      assert.ok(names.length > 0, listed);
      for (const PolicyName of names)
        await account.calls.query('iam', { Action: 'DeleteRolePolicy', RoleName, PolicyName });
      const before = await executions(world);
      await invoke(world, 'start-run', { report: 'weekly', scheduledTime: '2026-11-10T07:00:00Z' });
      const after = await settled(world);
      const fresh = after.filter(({ name }) => !before.some((known) => known.name === name));
      assert.equal(fresh.length, 1);
      assert.equal(fresh[0]?.status, 'FAILED');
      assert.match(
        await failureOf(world, fresh[0]?.executionArn ?? ''),
        /AccessDenied|S3StoreError/,
      );
      assert.equal(inbox.messages.length, 2);
    },
  );
}
