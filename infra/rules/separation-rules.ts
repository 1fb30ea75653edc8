import { type Statement, statementsOf } from './statements.ts';
import { type Finding, finding, type Rule } from './template.ts';

const SEND = 'ses:SendRawEmail';

/** What holds persons. */
const PERSONS = /LakeBucket|ResultsBucket|DeliveriesBucket|DataKey|:athena:|:glue:/;

/** A bucket of deliveries: ours, or one that is nobody's import and nobody's attribute. */
const DELIVERIES = /DeliveriesBucket|^arn:[^$]*\$\{AWS::Partition\}:s3:::|^arn:aws[a-z-]*:s3:::/;

const byRole = (statements: readonly Statement[]): Map<string, Statement[]> => {
  const roles = new Map<string, Statement[]>();
  for (const one of statements)
    if (one.kind === 'identity' && one.allows)
      roles.set(one.resource, [...(roles.get(one.resource) ?? []), one]);
  return roles;
};

const sends = (statements: readonly Statement[]): boolean =>
  statements.some(({ actions }) => actions.includes(SEND));

const touches = (statements: readonly Statement[], what: RegExp, action = /./): boolean =>
  statements.some(
    ({ actions, resources }) =>
      actions.some((one) => action.test(one)) && resources.some((one) => what.test(one)),
  );

const R6_mailLeavesThroughOneDoor: Rule = (template) => {
  const all = statementsOf(template).filter(
    ({ actions, allows }) => allows && actions.some((a) => a.startsWith('ses:')),
  );
  const senders = new Set(
    all.filter(({ actions }) => actions.includes(SEND)).map(({ resource }) => resource),
  );
  return [
    ...[...senders].slice(1).map((resource) => finding('R6', resource, 'a second role sends mail')),
    ...all.flatMap(sendFindings),
  ];
};

function sendFindings({ resource, actions, resources, conditions }: Statement): Finding[] {
  const { StringEquals = {}, StringEqualsIfExists = {}, ...rest } = conditions;
  const missing = [
    actions.some((action) => action !== SEND) && 'more than raw mail',
    !resources.some((one) => one.includes(':identity/')) && 'no identity',
    !resources.some((one) => one.includes(':configuration-set/')) && 'no configuration set',
    !('ses:FromAddress' in StringEquals) && 'any sender',
    !('ses:FeedbackAddress' in StringEqualsIfExists) && 'bounces to anybody',
    !('ses:Recipients' in (rest['ForAllValues:StringLike'] ?? {})) && 'any recipient',
  ];
  return missing
    .filter((one) => one !== false)
    .map((one) => finding('R6', resource, `allows ${one}`));
}

/** Who sends cannot read persons; who lets figures out cannot send. */
const R7_mailAndLakeAreApart: Rule = (template) =>
  [...byRole(statementsOf(template))].flatMap(([role, statements]) => {
    const gate =
      touches(statements, /LakeBucket/) && touches(statements, /ReleasedBucket/, /s3:PutObject/);
    if (!sends(statements)) return [];
    return [
      ...(touches(statements, PERSONS)
        ? [finding('R7', role, 'sends mail and reads the lake')]
        : []),
      ...(gate ? [finding('R7', role, 'releases figures and sends mail')] : []),
    ];
  });

/** In the lake a role writes below prefixes; the whole of a bucket is nobody's but the results'. */
const R7_writesBelowPrefixes: Rule = (template) =>
  statementsOf(template)
    .filter(
      ({ kind, allows, actions }) =>
        kind === 'identity' && allows && actions.includes('s3:PutObject'),
    )
    .flatMap(({ resource, resources }) =>
      resources
        .filter((one) => /^[^/]+\/\*$/.test(one) && !one.includes('ResultsBucket'))
        .map((one) => finding('R7', resource, `writes all of ${one}`)),
    );

const R8_deliveriesAreTheirs: Rule = (template) =>
  statementsOf(template)
    .filter(
      ({ kind, allows, actions }) =>
        kind === 'identity' && allows && actions.some((a) => /^s3:(Put|Delete)/.test(a)),
    )
    .flatMap(({ resource, resources }) =>
      resources
        .filter((one) => DELIVERIES.test(one))
        .map((one) => finding('R8', resource, `writes deliveries in ${one}`)),
    );

/** R6 to R8: persons, gate and mail are three roles. */
export const SEPARATION_RULES: readonly Rule[] = [
  R6_mailLeavesThroughOneDoor,
  R7_mailAndLakeAreApart,
  R7_writesBelowPrefixes,
  R8_deliveriesAreTheirs,
];
