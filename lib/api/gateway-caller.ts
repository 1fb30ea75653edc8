import * as z from 'zod';
import type { Caller } from './ports.ts';
import type { Principal, Role } from './principal.ts';

const event = z.object({
  requestContext: z.object({ identity: z.object({ userArn: z.string().min(1) }) }),
});

const ROLES: readonly Role[] = ['analyst', 'operator', 'privacy-officer'];
const ASSUMED_ROLE = /^(arn:[^:]+):sts::(\d+):assumed-role\/([^/]+)\/.+$/;
const ACCOUNT_ROOT = /^arn:[^:]+:iam::\d+:root$/;

/**
 * Who the gateway says has signed the request: the IAM role `DEPLOYMENT-operator` or `DEPLOYMENT-privacy-officer` has
 * that role here, any other caller that IAM lets in is an analyst, the account's root has all. A role of another
 * deployment or system may be named alike and is an analyst too. A session of a role is the role.
 */
export const gatewayCaller =
  (deployment: string) =>
  ({ bindings }: Caller): Principal | null => {
    const given = z.object({ event }).safeParse(bindings);
    if (!given.success) return null;
    const { userArn } = given.data.event.requestContext.identity;
    if (ACCOUNT_ROOT.test(userArn)) return { id: userArn, roles: ROLES };
    const [, partition, account, role] = ASSUMED_ROLE.exec(userArn) ?? [];
    if (role === undefined) return { id: userArn, roles: ['analyst'] };
    const named = ROLES.find((one) => role === `${deployment}-${one}`);
    return { id: `${partition}:iam::${account}:role/${role}`, roles: [named ?? 'analyst'] };
  };
