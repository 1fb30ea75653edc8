import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#lib/metrics/registry.ts';
import { historyLoader } from '#lib/pipeline/histories/history-loader.ts';
import { tenureLoader } from '#lib/pipeline/tenures/tenure-loader.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { checkData } from '#lib/quality/check-data.ts';
import { generatedShop } from '../fixtures/generated-shop.ts';
import { generatedTables } from '../fixtures/generated-tables.ts';
import { planningWarehouse, shopAthena } from '../fixtures/shop-athena.ts';
import { SCOPE_PARAMETERS, shopContext } from '../fixtures/shop-warehouse.ts';
import { SOUND_SETTINGS, soundIntake } from '../fixtures/sound-shop.ts';

/** Athena keeps the text of statements and their values for 45 days: neither may say anything about anybody. */

const AS_OF = '2026-11-16';
const SCOPE = {
  ...SCOPE_PARAMETERS,
  as_of: AS_OF,
  as_of_utc: `${AS_OF} 00:00:00`,
  schemes: 'channel,country',
};
const shop = generatedShop({ customers: 30 });
const tables = generatedTables(shop);
const athena = await shopAthena(tables);
const warehouse = planningWarehouse(athena);
afterAll(() => warehouse.close());

beforeAll(async () => {
  const context = shopContext(AS_OF, { segments: ['channel', 'country'] });
  const facts = new Map(METRICS.flatMap((metric) => metric.facts).map((f) => [f.query.name, f]));
  for (const { query, parameters } of facts.values())
    await warehouse.run(scopeTo('segment-reporting', query), { ...SCOPE, ...parameters(context) });
  const load = historyLoader(warehouse, {
    scope: SCOPE,
    asOf: AS_OF,
    segments: ['channel', 'country'],
    firstCohort: 0,
    unit: 'week',
    binning: 'week',
    minorUnits: 100,
  });
  await load.histories(AS_OF);
  await load.scopedHistories(AS_OF);
  await load.values(AS_OF);
  await load.holdout({ cut: '2026-06-01', until: AS_OF, stride: 1 });
  await tenureLoader(warehouse, { scope: SCOPE, minorUnits: 100 }).fitted(AS_OF);
  const intake = soundIntake();
  await checkData({ inspect: warehouse.inspect, settings: SOUND_SETTINGS, intake });
}, 120_000);

const TEXT = /'(?:[^']|'')*'/g;
const COMMENT = /--[^\n]*/g;
const textsOf = (sql: string): string[] => sql.replaceAll(COMMENT, '').match(TEXT) ?? [];

/** Texts that queries of the project hold: they were written before there was a customer. */
const OURS = new Set(
  readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .flatMap((path) => textsOf(readFileSync(`lib/${path}`, 'utf8'))),
);
/** What the adapter adds of its own. */
const ADDED = [`'PARQUET'`, `'upsert'`, `'delete'`];

const NUMBER = String.raw`-?\d{1,9}(?:\.\d+)?`;
const TIME = String.raw`\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?`;
const WORD = String.raw`(?:[a-z]+|cm\d)(?:[- _](?:[a-z]+|cm\d|\d\d?))*(?::\d+){0,2}`;
const DAYS = String.raw`(?:(?:month|quarter|year) \d+|\d{1,2})(?:[ :]\d{4}-\d{2}-\d{2}){2}`;
/** Numbers, days and instants, and words of a configuration and of metrics; an id of a shop is none of them. */
const VALUE = new RegExp(
  `^(?:${NUMBER}|'(?:${NUMBER}|${TIME}|${WORD}(?:,${WORD})*|${DAYS}(?:,${DAYS})*|[A-Z]{3}|[A-Z][a-z]+/[A-Z][a-z]+|)')$`,
);

describe('of every statement of a run', () => {
  it('is anything to look at', () => {
    expect(athena.server.executions.length).toBeGreaterThan(30);
    expect(OURS.size).toBeGreaterThan(50);
  });

  it('the texts are those that the project wrote', () => {
    const found = athena.server.executions.flatMap(({ sql }) => textsOf(sql));
    const strange = new Set(found.filter((text) => !OURS.has(text) && !ADDED.includes(text)));
    expect([...strange]).toEqual([]);
  });

  it('the values are dates, numbers and words of the configuration', () => {
    const ids = [...shop.country.keys(), ...shop.orders.map(({ id }) => id)];
    expect(ids.filter((id) => VALUE.test(`'${id}'`))).toEqual([]);
    const values = new Set(athena.server.executions.flatMap((execution) => execution.values));
    expect(values.size).toBeGreaterThan(10);
    expect([...values].filter((value) => !VALUE.test(value))).toEqual([]);
  });

  it('neither text nor value is an id of the shop', () => {
    const ids = [...shop.country.keys(), ...shop.orders.map(({ id }) => id)].map((id) => `'${id}'`);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id) => VALUE.test(id))).toEqual([]);
    const said = new Set(
      athena.server.executions.flatMap(({ sql, values }) => [...textsOf(sql), ...values]),
    );
    expect(ids.filter((id) => said.has(id))).toEqual([]);
  });
});
