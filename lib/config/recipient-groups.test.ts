import { expect, it } from 'vitest';
import { ConfigurationError, parseConfiguration } from './load-configuration.ts';
import { editionOfScope, editionsOf, registeredScopes, SCOPE_NAME } from './recipient-groups.ts';

const parsed = (groups: string) =>
  parseConfiguration(
    `version: 1
business: { name: Example Shop, currency: EUR }
sources: { orders: { files: orders.csv } }
reports:
  - id: weekly
    title: Customer value
    segments: [country, channel]
    recipients: { finance: [a@example.com], ireland: [b@example.com, d@example.com], dublin: [c@example.com] }
${groups}`,
    'tenure.yaml',
  ).reports[0];

function editions(groups: string) {
  const report = parsed(groups);
  if (report === undefined) throw new Error('there is one report');
  return report;
}

const messageOf = (groups: string): string => {
  try {
    parsed(groups);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'accepted';
};

it('is one edition of everyone where no group is bound to a scope', () => {
  const [whole, ...others] = editionsOf(editions(''));
  expect(others).toEqual([]);
  expect([whole?.name, whole?.scope]).toEqual(['weekly', {}]);
  expect(whole?.groups.map(({ name }) => name)).toEqual(['finance', 'ireland', 'dublin']);
});

it('makes one edition of each scope, whoever is bound to it, and everyone’s even for nobody', () => {
  const report = editions(`    groups:
      finance: { scope: { channel: email } }
      ireland: { scope: { country: IE } }
      dublin: { scope: { country: IE } }
`);
  expect(
    editionsOf(report).map(({ name, scope, groups }) => [
      name,
      scope,
      groups.flatMap(({ addresses }) => addresses),
    ]),
  ).toEqual([
    ['weekly', {}, []],
    ['weekly.finance', { channel: 'email' }, ['a@example.com']],
    ['weekly.ireland', { country: 'IE' }, ['b@example.com', 'd@example.com', 'c@example.com']],
  ]);
  expect(registeredScopes(report)).toEqual(['all', 'channel:email', 'country:IE']);
  expect(registeredScopes(report).every((scope) => SCOPE_NAME.test(scope))).toBe(true);
  expect(editionOfScope(report, 'country:IE')?.name).toBe('weekly.ireland');
  expect(editionOfScope(report, 'country:FR')).toBeNull();
});

it.each([
  [
    '{ iceland: { scope: { country: IS } } }',
    'groups.iceland is none of the recipients: finance, ireland, dublin',
  ],
  [
    '{ ireland: { scope: { region: EU } } }',
    "scope.region is no registered scope; the report's segments are country, channel",
  ],
  ['{ ireland: { scope: {} } }', 'must be one segment of one scheme'],
  ['{ ireland: { scope: { country: IE, channel: email } } }', 'must be one segment of one scheme'],
  ['{ ireland: { scope: { country: "a;b" } } }', 'must be the name of a segment'],
  ['{ ireland: { scopes: { country: IE } } }', 'did you mean'],
  [
    '{ ireland: { domains: [example.ie] } }',
    'groups.ireland.domains does not hold that of recipient 1',
  ],
])('refuses %s and says where and why', (groups, message) => {
  const said = messageOf(`    groups: ${groups}\n`);
  expect(said).toContain(message);
  expect(said).toMatch(/^tenure\.yaml:9: /);
  expect(said).not.toContain('@example.com');
});

it.each(['all:', 'country', 'country:a@b', 'COUNTRY:IE', 'country:IE;channel:x', ''])(
  'takes no scope called %s',
  (scope) => {
    expect(SCOPE_NAME.test(scope)).toBe(false);
  },
);
