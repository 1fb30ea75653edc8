import * as z from 'zod';
import { judgeGrant } from './action-resources.ts';
import { shapeRule } from './shape-rule.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type Finding, type Rule, resourcesOf } from './template.ts';
import { textOf } from './text-of.ts';

const found = (rule: string, { resource }: Statement, message: string): Finding => ({
  rule,
  resource,
  message,
});

/** In its own policy, a key leaves the decision to the policies of the account's roles. */
const leavesToRoles = ({ kind, principal }: Statement): boolean =>
  kind === 'key' && /:iam::.*:root/.test(principal);

const R1_noWildcardAction: Rule = (template) =>
  statementsOf(template)
    .filter((one) => one.allows && !leavesToRoles(one))
    .flatMap((one) =>
      one.actions
        .filter((action) => action.includes('*'))
        .map((action) => found('R1', one, `allows ${action}: name the actions`)),
    );

const R2_noManagedPolicy = shapeRule(
  'R2',
  'AWS::IAM::Role',
  z.object({
    Properties: z.object({
      ManagedPolicyArns: z.undefined({ error: 'names no actions' }).optional(),
    }),
  }),
);

const R3_passRoleIsNarrow: Rule = (template) =>
  statementsOf(template)
    .filter(({ allows, actions }) => allows && actions.includes('iam:PassRole'))
    .filter(
      ({ resources, conditions }) =>
        resources.includes('*') || !('iam:PassedToService' in (conditions['StringEquals'] ?? {})),
    )
    .map((one) => found('R3', one, 'passes a role without saying which one to whom'));

/** Not `right` becomes R1 where it is boundless and R4 where action and resource do not belong together. */
const R4_actionsMatchResources: Rule = (template) =>
  statementsOf(template)
    .filter(({ kind, allows }) => kind === 'identity' && allows)
    .flatMap((one) =>
      one.actions.flatMap((action) => {
        const verdicts = one.resources.map((on) => judgeGrant(action, on, one.resource));
        return verdicts
          .filter((verdict) => verdict !== 'right')
          .map((verdict) =>
            found(verdict === 'boundless' ? 'R1' : 'R4', one, `${action} is ${verdict}`),
          );
      }),
    );

/** A service may become a role only for something of this account. API Gateway's account role has no such condition. */
const R5_trustIsNarrow: Rule = (template) =>
  statementsOf(template)
    .filter(({ kind, principal }) => kind === 'trust' && !principal.includes('apigateway'))
    .filter(({ conditions }) => !('aws:SourceAccount' in (conditions['StringEquals'] ?? {})))
    .map((one) => found('R5', one, 'trusts a service without aws:SourceAccount'));

const R5_oneRoleAFunction: Rule = (template) => {
  const roles = resourcesOf(template, 'AWS::Lambda::Function').map(({ id, Properties }) => ({
    id,
    role: textOf(Properties['Role']),
  }));
  return roles
    .filter(({ role }, place) => roles.findIndex((other) => other.role === role) < place)
    .map(({ id, role }) => ({ rule: 'R5', resource: id, message: `shares the role ${role}` }));
};

/** R1 to R5: who may do what, by name. */
export const PERMISSION_RULES: readonly Rule[] = [
  R1_noWildcardAction,
  R2_noManagedPolicy,
  R3_passRoleIsNarrow,
  R4_actionsMatchResources,
  R5_trustIsNarrow,
  R5_oneRoleAFunction,
];
