import { describe, expect, it } from 'vitest';
import { accepts } from './acceptance.ts';
import { ACCEPTED } from './accepted.ts';
import { AcceptingChecks } from './accepting-checks.ts';
import { PLANTED } from './planted-violations.fixture.ts';
import { findingsOf } from './rules.ts';
import { synthesize } from './synthesized.fixture.ts';
import type { Finding } from './template.ts';

const sample = await synthesize();
const found = { lake: findingsOf(sample.lake), reporting: findingsOf(sample.reporting) };

const unexplained = (found: readonly Finding[]): Finding[] =>
  found.filter(
    ({ rule, resource }) => !ACCEPTED.some((one) => accepts(one, { name: rule, at: resource })),
  );

describe('the sample shop in an account', () => {
  it('is large enough to be looked at', () => {
    expect(Object.keys(sample.lake.Resources).length).toBeGreaterThan(12);
    expect(Object.keys(sample.reporting.Resources).length).toBeGreaterThan(120);
  });

  it('has no finding of ours that nobody has explained', () => {
    expect(unexplained([...found.lake, ...found.reporting])).toEqual([]);
  });

  it('has no finding of cdk-nag that nobody has explained', () => {
    expect(new AcceptingChecks(sample.app, ACCEPTED).validateScope(sample.app).violations).toEqual(
      [],
    );
  });

  it('accepts nothing that does not occur', () => {
    const { metadata = {} } = new AcceptingChecks(sample.app, ACCEPTED).validateScope(sample.app);
    const own = found.lake.map(({ rule, resource }) => `${rule} at ${resource}`);
    const seen = [...Object.keys(metadata), ...own].map((text) => text.split(' at '));
    const idle = ACCEPTED.filter(
      (one) => !seen.some(([name = '', at = '']) => accepts(one, { name, at })),
    );
    expect(idle).toEqual([]);
  });

  it('would be refused by cdk-nag without the acceptances', () => {
    const { violations } = new AcceptingChecks(sample.app, []).validateScope(sample.app);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-COG4');
  });
});

describe('a planted violation is found', () => {
  it.each(PLANTED)('$rule: $what', ({ rule, stack, plant }) => {
    const before = found[stack].filter((one) => one.rule === rule);
    const planted = structuredClone(sample[stack]);
    plant(planted.Resources);
    const after = findingsOf(planted).filter((one) => one.rule === rule);
    expect(unexplained(before)).toEqual([]);
    expect(unexplained(after).length).toBeGreaterThan(0);
  });

  it('of every rule of a template', () => {
    const rules = new Set(PLANTED.map(({ rule }) => rule));
    expect([...rules].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 24 }, (_, i) => `R${i + 1}`).filter((rule) => rule !== 'R23'),
    );
  });
});

it('finds an account in an output (R23)', () => {
  const Outputs = { Role: { Value: 'arn:aws:iam::123456789012:role/x' } };
  expect(findingsOf({ Resources: {}, Outputs }).map(({ rule }) => rule)).toEqual(['R23']);
});
