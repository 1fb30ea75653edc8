import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS } from '#lib/metrics/metric-ids.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import { relationsOf, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { emptyContext } from './fixtures/measure-context.ts';

it('registers every metric once, in the order of the report', () => {
  expect(METRICS.map(({ definition }) => definition.id)).toEqual([...METRIC_IDS]);
});

/** Metrics of which intake knows all there is to know. */
const COUNTED_AT_INTAKE = new Set<string>(['quarantine-share']);

const README = readFileSync('README.md', 'utf8');

/** What every metric promises. */
describe.each(METRICS.map((metric) => [metric.definition.id, metric] as const))(
  '%s',
  (id, metric) => {
    const { definition, facts } = metric;

    it('says what it answers, how it is computed and who defines it so', () => {
      expect(definition.question).toMatch(/\?$/);
      expect(definition.formula).not.toBe('');
      expect(definition.source).not.toBe('');
      expect(definition.name).not.toBe('');
    });

    it('has a README of its own, and a place in that of the project', () => {
      expect(existsSync(`lib/metrics/${id}/README.md`)).toBe(true);
      expect(README).toContain(`\`${id}\``);
    });

    it('states the grain of each query and reads only relations in scope', () => {
      expect(facts.length > 0).toBe(!COUNTED_AT_INTAKE.has(id));
      for (const { query } of facts) {
        expect(query.sql).toMatch(/^-- grain: one row/);
        expect(relationsOf(query.sql).filter((name) => !name.endsWith('_in_scope'))).toEqual([]);
        expect(() => scopeTo('segment-reporting', query)).not.toThrow();
      }
    });

    it('measures nothing from nothing', async () => {
      const { figures } = await metric.measure(async () => [], emptyContext);
      expect(figures.filter(({ value }) => value !== null)).toEqual([]);
    });
  },
);
