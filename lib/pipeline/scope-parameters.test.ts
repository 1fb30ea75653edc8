import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import type { Observation } from './observation.ts';
import { historyIsComplete, scopeParameters } from './scope-parameters.ts';

const configured = (scope: string) =>
  parseConfiguration(
    `version: 1
business: { name: Example shop, currency: EUR, timeZone: Europe/Dublin }
${scope}
sources:
  orders: { files: orders.csv, historyComplete: true }
reports: [{ id: weekly, title: Weekly }]
`,
    'tenure.yaml',
  );
const observation: Observation = {
  asOf: '2026-11-16',
  asOfUtc: '2026-11-16 00:00:00',
  week: 0,
  priorWeek: 0,
  yearAgoWeek: 0,
  month: 0,
  priorMonth: -1,
  yearAgoMonth: -12,
  closeDate: '2026-10-01',
  ripeBefore: '2026-11-15',
};
const parametersOf = (scope: string) =>
  scopeParameters(configured(scope), ['country'], {
    observation,
    rule: { basis: 'costs', margin: 1 },
  });

describe('children', () => {
  it('are not expected unless the configuration says so, and still out where a birth year tells', () => {
    expect(parametersOf('')).toMatchObject({ unknown_age: 'in', latest_birth_year: '2009' });
  });

  it('are below the national limit, and an unknown age is out', () => {
    // Of age on 16 November 2026 whatever the birthday: 13 by 1 January 2026, so born in 2012 at the latest.
    expect(
      parametersOf('scope: { lawfulBasis: declared, children: { ageLimit: 13 } }'),
    ).toMatchObject({ unknown_age: 'out', latest_birth_year: '2012' });
    const known = 'scope: { lawfulBasis: declared, children: { unknownAge: in } }';
    expect(parametersOf(known)).toMatchObject({ unknown_age: 'in', latest_birth_year: '2009' });
    expect(() =>
      configured('scope: { lawfulBasis: declared, children: { ageLimit: 12 } }'),
    ).toThrow(/ageLimit/);
  });
});

describe('retention', () => {
  it('has no end unless the configuration sets one', () => {
    expect(parametersOf('')).toMatchObject({
      retained_from_utc: '0001-01-01 00:00:00',
      history_complete: 'yes',
    });
  });

  it('ends so many days before the cut, at midnight of the business, and history is then not whole', () => {
    const scope = 'scope: { lawfulBasis: declared, retentionDays: 500 }';
    // 16 November 2026 less 500 days is 4 July 2025, when Dublin is an hour ahead of UTC.
    expect(parametersOf(scope)).toMatchObject({
      retained_from_utc: '2025-07-03 23:00:00',
      history_complete: 'no',
    });
    expect(historyIsComplete(configured(scope))).toBe(false);
    expect(historyIsComplete(configured(''))).toBe(true);
  });

  it('is not shorter than releases are compared', () => {
    expect(() => configured('scope: { lawfulBasis: declared, retentionDays: 399 }')).toThrow(
      /retentionDays/,
    );
  });
});
