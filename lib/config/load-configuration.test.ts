import { describe, expect, it } from 'vitest';
import { ConfigurationError, parseConfiguration } from './load-configuration.ts';

const SMALLEST = `version: 1
business: { name: Example Shop, currency: EUR }
sources:
  orders: { files: orders.csv }
reports:
  - { id: weekly, title: Customer value }
`;

const messageOf = (text: string): string => {
  try {
    parseConfiguration(text, 'tenure.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'accepted';
};

it('needs only a name, a currency, orders and one report', () => {
  const parsed = parseConfiguration(SMALLEST, 'tenure.yaml');
  expect(parsed.privacy).toEqual({ k: 10, dominancePercent: 15, snapshot: 'weekly' });
  expect(parsed.business).toMatchObject({ timeZone: 'UTC', horizonMonths: 12 });
  expect(parsed.business.calendar.fiscal).toBe('iso');
  expect(parsed.reports[0]).toMatchObject({ segments: [], cohorts: { grain: 'month', ages: 12 } });
  expect(parsed.models).toEqual({ unit: 'week', binning: 'week' });
});

it('knows a journey by its stages in order, within 90 days', () => {
  expect(parseConfiguration(SMALLEST, 'tenure.yaml').business.journey).toBeUndefined();
  const journey = SMALLEST.replace('EUR', 'EUR, journey: { stages: [visit, purchase] }');
  expect(parseConfiguration(journey, 'tenure.yaml').business.journey).toEqual({
    stages: ['visit', 'purchase'],
    windowDays: 90,
  });
});

it('scores nobody unless it is told to, and then for 90 days in thirds', () => {
  expect(parseConfiguration(SMALLEST, 'tenure.yaml').scores).toBeUndefined();
  const asked = parseConfiguration(`${SMALLEST}scores: {}\n`, 'tenure.yaml');
  expect(asked.scores).toEqual({ keepDays: 90, tiers: 'quantiles' });
});

const MISTAKES = [
  [
    'a stage of the journey twice',
    SMALLEST.replace('EUR', 'EUR, journey: { stages: [visit, visit] }'),
    'tenure.yaml:2: business.journey.stages must name each stage once',
  ],
  [
    'an unknown key',
    SMALLEST.replace('currency: EUR', 'currency: EUR, timezone: UTC'),
    'tenure.yaml:2: unknown key "business.timezone"; did you mean "timeZone"?',
  ],
  [
    'an unknown key at the top',
    `${SMALLEST}privcy: {}\n`,
    'tenure.yaml:7: unknown key "privcy"; did you mean "privacy"?',
  ],
  [
    'an unknown table',
    SMALLEST.replace('  orders:', '  refund: { files: r.csv }\n  orders:'),
    'tenure.yaml:4: unknown key "sources.refund"; did you mean "refunds"?',
  ],
  [
    'scores that are kept for ever',
    `${SMALLEST}scores: { keepDays: 9999 }\n`,
    'tenure.yaml:7: scores.keepDays must be at most 400 days',
  ],
  [
    'tiers the wrong way round',
    `${SMALLEST}scores: { tiers: { mid: 60, high: 20 } }\n`,
    'tenure.yaml:7: scores.tiers must be quantiles, or { mid: 50, high: 200 } with mid below high',
  ],
  [
    'a missing table',
    SMALLEST.replace('orders: {', 'refunds: {'),
    'tenure.yaml:4: sources orders is required',
  ],
  [
    'a missing key',
    SMALLEST.replace(', currency: EUR', ''),
    'tenure.yaml:2: business.currency is missing',
  ],
  [
    'a bad currency',
    SMALLEST.replace('EUR', 'euro'),
    'tenure.yaml:2: business.currency must be an ISO 4217 code in capitals, such as EUR',
  ],
  [
    'a k below the floor',
    `${SMALLEST}privacy: { k: 3 }\n`,
    'tenure.yaml:7: privacy.k Too small: expected number to be >=5',
  ],
  ['a key twice', `${SMALLEST}version: 1\n`, 'tenure.yaml:7: Map keys must be unique'],
  ['text that is no YAML', 'version: [1', 'Flow sequence'],
  [
    'columns and sql together',
    SMALLEST.replace('files: orders.csv', 'files: { o: orders.csv }, columns: {}, sql: o.sql'),
    'tenure.yaml:4: sources.orders takes columns or sql, not both',
  ],
  [
    'a ready mapping and columns together',
    SMALLEST.replace('files: orders.csv', 'files: orders.csv, columns: {}, mapping: stripe'),
    'tenure.yaml:4: sources.orders takes mapping, or columns or sql of your own, not both',
  ],
  [
    'a mapping that does not exist',
    SMALLEST.replace('files: orders.csv', 'files: orders.csv, mapping: shopfy'),
    'tenure.yaml:4: sources.orders.mapping must be',
  ],
  [
    'an RFM summary of an unknown day',
    SMALLEST.replace('files: orders.csv', 'files: s.csv, mapping: rfm-summary, unit: week'),
    'tenure.yaml:4: sources.orders with mapping: rfm-summary needs observedUntil',
  ],
  [
    'an observed day without a summary',
    SMALLEST.replace('files: orders.csv', 'files: orders.csv, observedUntil: 2026-01-01'),
    'tenure.yaml:4: sources.orders takes observedUntil and unit only with mapping: rfm-summary',
  ],
  [
    'an RFM summary in a weekly report',
    SMALLEST.replace(
      'files: orders.csv',
      'files: s.csv, mapping: rfm-summary, unit: week, observedUntil: 2026-01-01',
    ),
    'privacy.snapshot must be exact: an RFM summary says nothing of earlier weeks',
  ],
  [
    'sql over files without names',
    SMALLEST.replace('files: orders.csv', 'files: orders.csv, sql: o.sql'),
    'files must be named',
  ],
  [
    'a source of nothing',
    SMALLEST.replace('{ files: orders.csv }', '{ historyComplete: true }'),
    'tenure.yaml:4: sources.orders takes files, or table',
  ],
  [
    'files and a table together',
    SMALLEST.replace('files: orders.csv', 'files: orders.csv, table: sales.orders'),
    'tenure.yaml:4: sources.orders takes files, or table',
  ],
  [
    'a table of another catalogue',
    SMALLEST.replace('files: orders.csv', 'table: hive.sales.orders'),
    'sources.orders.table must be a table as awsdatacatalog.database.table',
  ],
  [
    'a table that would end its quotes',
    SMALLEST.replace('files: orders.csv', "table: 'sales.\"orders'"),
    'sources.orders.table must be a table as awsdatacatalog.database.table',
  ],
  [
    'a table read as files are',
    SMALLEST.replace('files: orders.csv', 'table: sales.orders, delimiter: ";"'),
    'sources.orders takes none of sql, mapping, delimiter, encoding, gzip with table',
  ],
  [
    'two addresses in one',
    SMALLEST.replace('title:', 'recipients: { finance: ["a@example.com, b@example.com"] }, title:'),
    'must be one plain e-mail address',
  ],
  [
    'a header in an address',
    SMALLEST.replace(
      'title:',
      'recipients: { finance: ["a@example.com\\nBcc: b@example.com"] }, title:',
    ),
    'must be one plain e-mail address',
  ],
  [
    'an alias',
    `${SMALLEST.replace('name: Example Shop', 'name: &a Example Shop')}mail: { from: *a, domains: [example.com] }\n`,
    'tenure.yaml: anchors and aliases are not taken; write the value out',
  ],
] as const;

describe('says where, what and how to mend', () => {
  it.each(MISTAKES)('%s', (_, text, message) => expect(messageOf(text)).toContain(message));
});

it('names every finding at once', () => {
  const message = messageOf(SMALLEST.replace('EUR', 'euro').replace('version: 1', 'version: 2'));
  expect(message.split('\n')).toHaveLength(2);
});
