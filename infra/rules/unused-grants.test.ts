import { expect, it } from 'vitest';
import { parseTemplate } from './template.ts';
import { unusedGrants } from './unused-grants.ts';

const template = parseTemplate({
  Resources: {
    SendRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] },
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:x/*' },
                { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: '*' },
              ],
            },
          },
        ],
      },
    },
  },
});

it('finds what a role may do and never did (R26)', () => {
  const used = new Map([['SendRole', new Set(['s3:GetObject'])]]);
  expect(unusedGrants(template, used)).toEqual([
    { rule: 'R26', resource: 'SendRole', message: 'may s3:PutObject and never does' },
  ]);
});

it('says nothing of a role that nobody has seen', () =>
  expect(unusedGrants(template, new Map())).toEqual([]));
