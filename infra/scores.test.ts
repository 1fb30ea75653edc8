import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { retentionOf } from '#lib/evidence/retention.ts';
import { accepts } from './rules/acceptance.ts';
import { ACCEPTED } from './rules/accepted.ts';
import { AcceptingChecks } from './rules/accepting-checks.ts';
import { findingsOf } from './rules/rules.ts';
import { statementsOf } from './rules/statements.ts';
import { SAMPLE, synthesize } from './rules/synthesized.fixture.ts';
import { resourcesOf, type Template } from './rules/template.ts';

const file = join(mkdtempSync(join(tmpdir(), 'tenure-scored-')), 'tenure.yaml');
writeFileSync(file, `${readFileSync(SAMPLE, 'utf8')}\nscores: { keepDays: 45 }\n`);
const [scored, unscored] = [await synthesize({}, file), await synthesize()];

const rule = z.looseObject({ Prefix: z.string().optional() });
const bucket = z.object({ LifecycleConfiguration: z.object({ Rules: z.array(rule) }) });
const rulesOfScores = (template: Template) =>
  resourcesOf(template, 'AWS::S3::Bucket')
    .filter(({ id }) => !id.startsWith('AccessLogs'))
    .flatMap(({ Properties }) => bucket.parse(Properties).LifecycleConfiguration.Rules)
    .filter(({ Prefix }) => Prefix === 'scores/');

describe('scores of customers in the lake', () => {
  it('go when the configuration says so, and what was replaced after a day', () => {
    expect(rulesOfScores(scored.lake)).toEqual([
      {
        Prefix: 'scores/',
        Status: 'Enabled',
        ExpirationInDays: 45,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
    const { configuration } = scored.catalogue;
    expect(retentionOf(configuration).at(-1)).toMatchObject({
      days: 45,
      held: { bucket: 'Lake', prefix: 'scores/' },
    });
  });

  it('have no rule where none are asked for', () => {
    expect(rulesOfScores(unscored.lake)).toEqual([]);
    expect(retentionOf(unscored.catalogue.configuration).at(-1)?.data).not.toContain('Scores');
  });
});

describe('scores of customers', () => {
  it('are written and removed by one role, read by none, and worked on by one copy at a time', () => {
    const granted = statementsOf(scored.reporting)
      .filter(({ allows, resources }) => allows && resources.some((one) => /\/scores\//.test(one)))
      .flatMap(({ resource, actions }) => actions.map((action) => `${resource} ${action}`));
    const roles = new Set(granted.map((one) => one.replace(/Role[0-9A-F]{8} .*/, '')));
    expect([...roles]).toEqual(['Functionskeepscores']);
    expect(granted.map((one) => one.split(' ')[1]).sort()).toEqual([
      's3:DeleteObject',
      's3:PutObject',
    ]);
    const keeper = resourcesOf(scored.reporting, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties['FunctionName'] === 'tenure-main-keep-scores',
    );
    expect(keeper?.Properties['ReservedConcurrentExecutions']).toBe(1);
  });

  it('point one table at their files, by one role', () => {
    const updates = statementsOf(scored.reporting).filter(({ actions }) =>
      actions.includes('glue:UpdateTable'),
    );
    expect(updates.map(({ resource }) => resource.slice(0, 19))).toEqual(['Functionskeepscores']);
    expect(updates[0]?.resources).toContainEqual(expect.stringMatching(/\/customer_scores$/));
    expect(updates[0]?.resources.filter((one) => one.endsWith('*'))).toEqual([]);
  });

  it('bring no finding of ours or of cdk-nag that nobody has explained', () => {
    const ours = [...findingsOf(scored.lake), ...findingsOf(scored.reporting)].filter(
      ({ rule: name, resource: at }) => !ACCEPTED.some((one) => accepts(one, { name, at })),
    );
    expect(ours).toEqual([]);
    const nag = new AcceptingChecks(scored.app, ACCEPTED).validateScope(scored.app);
    expect(nag.violations).toEqual([]);
  });
});
