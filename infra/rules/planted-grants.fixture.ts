import { allow, type Planted, properties, reporting, statements } from './planted.fixture.ts';

const LAKE_OBJECTS = 'arn:aws:s3:::LakeBucket/work/*';

/** R1 to R8: who may do what. */
export const PLANTED_GRANTS: readonly Planted[] = [
  reporting('R1', 'a wildcard action', (all) =>
    statements(all, 'Functionsrender').push(allow('s3:*', LAKE_OBJECTS)),
  ),
  reporting('R1', 'an action on everything', (all) =>
    statements(all, 'Functionsrender').push(allow('s3:GetObject')),
  ),
  reporting('R2', 'a managed policy', (all) => {
    properties(all, 'AWS::IAM::Role', 'Functionsapi').ManagedPolicyArns = [
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ];
  }),
  reporting('R3', 'a role passed to anybody', (all) =>
    statements(all, 'Functionsapi').push(allow('iam:PassRole')),
  ),
  reporting('R4', 'an action nobody has listed', (all) =>
    statements(all, 'Functionsapi').push(allow('s3:GetObjct', LAKE_OBJECTS)),
  ),
  reporting('R4', 'an action on the wrong kind of thing', (all) =>
    statements(all, 'Functionsapi').push(allow('s3:ListBucket', LAKE_OBJECTS)),
  ),
  reporting('R5', 'a role that trusts a service anywhere', (all) => {
    delete properties(all, 'AWS::IAM::Role', 'Functionsapi').AssumeRolePolicyDocument.Statement[0]
      .Condition;
  }),
  reporting('R5', 'a role of two functions', (all) => {
    const { Role } = properties(all, 'AWS::Lambda::Function', 'Functionsapi');
    properties(all, 'AWS::Lambda::Function', 'Functionssend').Role = Role;
  }),
  reporting('R6', 'a second role that sends', (all) => {
    const send = statements(all, 'Functionssend').find(
      ({ Action }) => Action === 'ses:SendRawEmail',
    );
    statements(all, 'Functionsrelease').push(send);
  }),
  reporting('R6', 'mail from any sender', (all) => {
    const send = statements(all, 'Functionssend').find(
      ({ Action }) => Action === 'ses:SendRawEmail',
    );
    delete send.Condition.StringEquals;
  }),
  reporting('R7', 'a mail role that reads the lake', (all) =>
    statements(all, 'Functionssend').push(allow('s3:GetObject', LAKE_OBJECTS)),
  ),
  reporting('R7', 'a role that writes a whole bucket', (all) =>
    statements(all, 'Functionsrender').push(allow('s3:PutObject', 'arn:x:LedgerBucket/*')),
  ),
  reporting('R8', 'a role that writes deliveries', (all) =>
    statements(all, 'Functionsscan').push(allow('s3:PutObject', 'arn:x:DeliveriesBucket/data/*')),
  ),
];
