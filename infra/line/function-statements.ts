import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Access, MachineAction } from './access.ts';
import { arnOf } from './arn-of.ts';
import { allow, deliveryStatements, objectStatements } from './bucket-statements.ts';
import { existingTableStatements } from './existing-table-statements.ts';
import type { LineResources, Sending } from './line-resources.ts';
import { glueStatements, queryStatements } from './query-statements.ts';

/** A function's access as policy: explicit actions on explicit resources, and nothing that it does not state. */
export function functionStatements(access: Access, line: LineResources): iam.PolicyStatement[] {
  const { deliveries, lake, ledger, released, queries, existing, glue, machine, mail } = access;
  return [
    ...(deliveries ? deliveryStatements(line.deliveries, deliveries) : []),
    ...(lake ? objectStatements(line.lake, lake) : []),
    ...(ledger ? objectStatements(line.ledger, ledger) : []),
    ...(released ? objectStatements(line.released, released) : []),
    ...(queries ? queryStatements(line, line.readers) : []),
    ...(existing ? existingTableStatements(line.existing) : []),
    ...(glue?.length ? glueStatements(line.database, glue) : []),
    ...(machine ? machineStatements(line.machine, machine) : []),
    ...(mail ? [sendStatement(line.sending)] : []),
  ];
}

/** ARN of a state machine of this account. */
export const machineArn = (name: string): string => arnOf('states', `stateMachine:${name}`);

const machineStatements = (
  name: string,
  actions: readonly MachineAction[],
): iam.PolicyStatement[] => {
  const [start, ofExecutions] = [
    actions.filter((action) => action === 'states:StartExecution'),
    actions.filter((action) => action !== 'states:StartExecution'),
  ];
  return [
    allow(start, [machineArn(name)]),
    ...(ofExecutions.length > 0
      ? [allow(ofExecutions, [arnOf('states', `execution:${name}:*`)])]
      : []),
  ];
};

/** Raw mail from the sender to allowed domains, bounces back to the sender, through the set that demands TLS. */
const sendStatement = (sending: Sending): iam.PolicyStatement =>
  allow(['ses:SendRawEmail'], [sending.identityArn, sending.configurationSetArn], {
    StringEquals: { 'ses:FromAddress': sending.sender },
    StringEqualsIfExists: { 'ses:FeedbackAddress': sending.sender },
    'ForAllValues:StringLike': {
      'ses:Recipients': sending.domains.map((domain) => `*@${domain}`),
    },
  });
