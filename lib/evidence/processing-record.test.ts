import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { processingRecord } from './processing-record.ts';

const COMMITTED = 'infra/processing-record.md';
const SAMPLE = readFileSync('infra/sample.yaml', 'utf8');
const recordOf = (text: string) => processingRecord(parseConfiguration(text, 'tenure.yaml'));

it('is in the repository as it is made; else: npx tenure record --config infra/sample.yaml', () => {
  expect(readFileSync(COMMITTED, 'utf8')).toBe(recordOf(SAMPLE));
});

it('changes with purposes, scope, reports and policy', () => {
  const strict = SAMPLE.replace('lawfulBasis: declared', 'lawfulBasis: consents')
    .replace('regions: any', 'regions: [IE]\n  retentionDays: 800\n  children: { ageLimit: 14 }')
    .replace('segments: [country, channel]', 'segments: []')
    .replace('k: 10', 'k: 20');
  const record = recordOf(strict);
  expect(record).toContain('consent (Art. 6 (1) a)');
  expect(record).toContain('* Region: only IE; an unknown one is out.');
  expect(record).toContain('* Children: below 14 out; an unknown age is out.');
  expect(record).toContain('* Orders: of the last 800 days.');
  expect(record).toContain('| weekly: Customer value report | none | every tuesday, 07:00 |');
  expect(record).toContain('at least 20 customers behind each');
});

it('names every table that is delivered and holds persons, and no other', () => {
  const tables = [...recordOf(SAMPLE).matchAll(/^\| ([a-z_]+): one .* \|(?: yes| no) \|$/gm)];
  expect(tables.map(([, table]) => table)).toEqual([
    'orders',
    'order_items',
    'refunds',
    'cost_to_serve',
    'customers',
    'segment_membership',
    'consents',
    'erasures',
    'touchpoints',
    'journey_events',
    'experiment_assignments',
    'loyalty_tiers',
    'loyalty_ledger',
    'subscriptions',
    'invoices',
    'survey_responses',
    'support_tickets',
  ]);
});

it('names no person and no address', () => {
  expect(recordOf(SAMPLE)).not.toMatch(/@/);
});
