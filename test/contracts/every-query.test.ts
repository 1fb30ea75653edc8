import { afterAll, describe, expect, it } from 'vitest';
import { METRICS } from '#lib/metrics/registry.ts';
import { customerMembers } from '#lib/pipeline/customer-members.ts';
import { excludedPersons } from '#lib/pipeline/excluded-persons.ts';
import { forecastMargin } from '#lib/pipeline/forecast-margin.ts';
import { historyLoader } from '#lib/pipeline/histories/history-loader.ts';
import { deliveredColumns } from '#lib/pipeline/margin-rule.ts';
import { tenureLoader } from '#lib/pipeline/tenures/tenure-loader.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { checkData } from '#lib/quality/check-data.ts';
import { CHECKS } from '#lib/quality/checks.ts';
import { STATEMENT_BYTES } from '#lib/warehouse/athena-statement.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { STAGES } from '../fixtures/generated-campaigns.ts';
import { generatedShop } from '../fixtures/generated-shop.ts';
import { generatedTables } from '../fixtures/generated-tables.ts';
import { planningWarehouse, shopAthena } from '../fixtures/shop-athena.ts';
import { SCOPE_PARAMETERS, shopContext, shopWarehouse } from '../fixtures/shop-warehouse.ts';
import { SOUND_SETTINGS, soundIntake, soundShop } from '../fixtures/sound-shop.ts';

const shop = generatedShop({ customers: 60 });
const tables = generatedTables(shop);
const athena = await shopAthena(tables);
const inAthena = planningWarehouse(athena);
const here = await shopWarehouse(tables);
const asked: string[] = [];
afterAll(() => Promise.all([inAthena.close(), here.close()]));

/** Asks both, expects the same values of the same types in any order, and goes on with those of this machine. */
const both: Warehouse = {
  async run(query, parameters) {
    asked.push(query.query.name);
    const raw = scopeTo(query.purpose, { ...query.query, parseRow: (row) => row });
    const expected = await here.run(raw, parameters);
    const found = await inAthena.run(raw, parameters);
    expect(found.map(comparable).sort()).toEqual(expected.map(comparable).sort());
    return expected.map(query.query.parseRow);
  },
  async inspect(query, parameters) {
    asked.push(query.name);
    const expected = await here.inspect(query, parameters);
    expect(await inAthena.inspect(query, parameters)).toEqual(expected);
    return expected;
  },
  close: async () => {},
};

/** Sums of doubles depend on the order in which they are added. */
const comparable = (row: unknown): string =>
  JSON.stringify(row, (_, value) => (typeof value === 'number' ? value.toPrecision(12) : value));

const AS_OF = '2026-11-16';
const SCOPE = {
  ...SCOPE_PARAMETERS,
  as_of: AS_OF,
  as_of_utc: `${AS_OF} 00:00:00`,
  schemes: 'channel,country',
};
const subscriptions = {
  models: [{ renewalMonths: 1, model: 'sbg', heldOut: 3, bias: 0 }],
  everyone: null,
  scopes: new Map(),
} as const;
const context = shopContext(AS_OF, {
  segments: ['channel', 'country'],
  subscriptions,
  journey: { stages: STAGES, windowDays: 60 },
});

const FACTS = new Map(METRICS.flatMap(({ facts }) => facts).map((fact) => [fact.query.name, fact]));

it.each([...FACTS])('Athena gives what DuckDB gives to %s', async (_, fact) => {
  const parameters = { ...SCOPE, ...fact.parameters(context) };
  await both.run(scopeTo('segment-reporting', fact.query), parameters);
});

describe('Athena gives what DuckDB gives', () => {
  it('to the models', async () => {
    const load = historyLoader(both, {
      scope: SCOPE,
      asOf: AS_OF,
      segments: ['channel', 'country'],
      firstCohort: 0,
      unit: 'week',
      binning: 'week',
      minorUnits: 100,
    });
    expect((await load.histories(AS_OF)).length).toBeGreaterThan(10);
    await load.scopedHistories(AS_OF);
    await load.values(AS_OF);
    await load.purchases(AS_OF);
    await load.holdout({ cut: '2026-06-01', until: AS_OF, stride: 1 });
    await load.reach();
    await forecastMargin(both, { basis: 'costs', margin: 1 }, SCOPE);
    expect(await excludedPersons(both, SCOPE)).toBe(0);
    expect((await customerMembers(both, SCOPE)).length).toBeGreaterThan(5);
    expect(await deliveredColumns(both)).toContain('orders.cogs_amount');
  });

  it('to the retention models', async () => {
    const load = tenureLoader(both, { scope: SCOPE, minorUnits: 100 });
    expect((await load.fitted(AS_OF)).length).toBeGreaterThan(10);
    expect((await load.reported('2026-10-01')).length).toBeGreaterThan(5);
  });

  it('to the data checks', async () => {
    const sound = soundShop();
    const soundHere = await shopWarehouse(sound);
    const soundThere = planningWarehouse(await shopAthena(sound));
    const settings = SOUND_SETTINGS;
    const intake = soundIntake();
    const judged = (warehouse: Warehouse) =>
      checkData({ inspect: warehouse.inspect, settings, intake });
    const readiness = await judged(soundThere);
    expect(readiness).toEqual(await judged(soundHere));
    expect(readiness.findings).toHaveLength(CHECKS.length);
    await soundHere.close();
    await soundThere.close();
  });

  it('within its limits, with room to spare', () => {
    expect(asked.length).toBeGreaterThan(20);
    const statements = athena.server.executions.map(({ sql }) => Buffer.byteLength(sql));
    expect(Math.max(...statements)).toBeLessThan(STATEMENT_BYTES / 10);
  });
});
