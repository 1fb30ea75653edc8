import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { expectedPurchases } from '#lib/models/bg-nbd/expected-purchases.ts';
import { probabilityAlive } from '#lib/models/bg-nbd/probability-alive.ts';
import { expectedMeanValue } from '#lib/models/gamma-gamma/expected-mean-value.ts';
import { predictLifetimeValue } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { plainDays, plainHistories } from '#lib/pipeline/histories/by-loops.fixture.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { generatedShop, minimalStandard } from '../../test/fixtures/generated-shop.ts';
import { duckdbScoreWriter } from './duckdb-scores.ts';
import { AS_OF, SCOPE, type ScoreEngine, scoreEngine } from './score-engine.fixture.ts';
import { MODELS, PLAN, PURCHASES, VALUE } from './score-models.fixture.ts';
import { scoreRow } from './score-row.fixture.ts';
import { type ScorePlan, writeScores } from './write-scores.ts';

const MONTHS = Array.from({ length: 12 }, (_, month) => Math.min((month + 1) * 30.4375, 365));

const FORMULAS = [
  'probability_alive',
  'expected_purchases',
  'expected_mean_value',
  'lifetime_value',
] as const;

const score = scoreRow.extend({
  scored_on: z.literal(AS_OF),
  expires_on: z.literal('2026-12-16'),
});

async function scored(
  engine: ScoreEngine,
  change: Partial<ScorePlan> = {},
  scope: Parameters = SCOPE,
) {
  const { warehouse, copy, directory } = engine;
  const writer = duckdbScoreWriter({ copy, directory, file: 'scores.parquet' });
  await writeScores({ warehouse, writer, scope }, MODELS, { ...PLAN, ...change });
  const rows = await engine.rows('scores.parquet');
  return rows.map((row) => score.parse(row));
}

const shop = generatedShop({ customers: 1_500, ordersEach: 3 });
const histories = new Map(
  plainHistories(plainDays(shop, AS_OF), AS_OF).map((own) => [own.customer, own]),
);
let engine: ScoreEngine;
beforeAll(async () => {
  engine = await scoreEngine(shop.tables);
});
afterAll(() => engine.close());

/** The formulas of the models for one customer, month by month. */
function direct(customer: string, unitsOf: (days: number) => number) {
  const own = histories.get(customer) ?? expect.fail(`no history of ${customer}`);
  const { frequency, mean } = own;
  const past = { frequency, recency: unitsOf(own.recency), age: unitsOf(own.age) };
  const upTo = (days: number) => 1.07 * expectedPurchases(PURCHASES, past, days / 7);
  const value = expectedMeanValue(VALUE, { frequency, mean });
  const monthly = MONTHS.map(
    (end, i) => (upTo(end) - upTo(MONTHS[i - 1] ?? 0)) * 1.1 ** (-end / 365.25),
  );
  return {
    probability_alive: probabilityAlive(PURCHASES, past),
    expected_purchases: upTo(365),
    expected_mean_value: value,
    lifetime_value: 0.4 * value * monthly.reduce((sum, month) => sum + month, 0),
  };
}

it.each([
  [1, (days: number) => days / 7],
  [7, (days: number) => Math.round(days / 7)],
])('scores a random thousand as the direct formulas do, in bins of %i days', async (...bins) => {
  const [binDays, unitsOf] = bins;
  const scores = await scored(engine, { binDays });
  expect(scores.map(({ customer_id }) => customer_id).sort()).toEqual([...histories.keys()].sort());
  expect(scores.length).toBeGreaterThan(1_100);
  const random = minimalStandard(11);
  for (let i = 0; i < 1_000; i += 1) {
    const own = scores[Math.floor(random() * scores.length)] ?? expect.fail('no score');
    const expected = direct(own.customer_id, unitsOf);
    for (const name of FORMULAS) {
      const value = expected[name];
      expect(Math.abs(own[name] - value), name).toBeLessThanOrEqual(1e-9 * Math.abs(value));
    }
  }
});

it('parts customers into thirds by predicted CLV, ties up', async () => {
  const scores = await scored(engine, { binDays: 7 });
  const values = scores.map((own) => own.lifetime_value).sort((a, b) => a - b);
  const rank = (share: number) => values[Math.floor(values.length * share)] ?? Number.NaN;
  for (const { lifetime_value, tier } of scores)
    expect(tier).toBe(
      lifetime_value >= rank(2 / 3) ? 'high' : lifetime_value >= rank(1 / 3) ? 'mid' : 'low',
    );
});

it('parts them by fixed bounds in minor units', async () => {
  const scores = await scored(engine, { tiers: { mid: 2_500, high: 12_345 } });
  const tiers = new Set(scores.map(({ tier }) => tier));
  expect(tiers).toEqual(new Set(['high', 'mid', 'low']));
  for (const { lifetime_value, tier } of scores)
    expect(tier).toBe(lifetime_value >= 123.45 ? 'high' : lifetime_value >= 25 ? 'mid' : 'low');
});

it('adds up to the forecast of the report', async () => {
  const scores = await scored(engine);
  const groups = [...histories.values()].map((own) => ({
    scope: 'all',
    customers: 1,
    frequency: own.frequency,
    recency: own.recency / 7,
    age: own.age / 7,
    sumMean: own.mean,
    sumSquaredMean: own.mean ** 2,
  }));
  const plan = { horizon: PLAN.horizon, margin: PLAN.margin, levels: [0.9], seed: 'scores' };
  const [everyone] = predictLifetimeValue(
    groups,
    { ...MODELS, relativeError: 0, errorDegrees: 3 },
    plan,
  );
  const total = scores.reduce((sum, own) => sum + own.lifetime_value, 0);
  expect(total / (everyone?.lifetimeValue.total.value ?? Number.NaN)).toBeCloseTo(1, 9);
});

it('leaves one file behind', async () => {
  await scored(engine);
  expect(readdirSync(engine.directory)).toEqual(['scores.parquet']);
});

// Everybody ordered once; each is in the state that the name tells.
const STATES = [
  'consented',
  'reporting-only',
  'withdrawn',
  'erased',
  'objected',
  'staff',
  'silent',
];
const consent = (customer_id: string, status = 'granted', purpose = 'customer-scoring') => ({
  customer_id,
  purpose,
  status,
  effective_at: status === 'granted' ? '2026-01-01 00:00:00' : '2026-05-01 00:00:00',
});

it('scores only those who agreed to being scored and have not objected', async () => {
  const engine = await scoreEngine({
    orders: STATES.map((customer_id) => ({
      order_id: `order-${customer_id}`,
      customer_id,
      ordered_at: '2026-03-02 10:00:00',
      currency: 'EUR',
      net_amount: 10,
    })),
    customers: [{ customer_id: 'staff', is_internal: true }],
    consents: [
      ...['consented', 'withdrawn', 'erased', 'objected', 'staff'].map((id) => consent(id)),
      consent('withdrawn', 'withdrawn'),
      consent('reporting-only', 'granted', 'segment-reporting'),
      consent('reporting-only', 'granted', 'model-fitting'),
    ],
    erasures: ['erased', 'objected'].map((customer_id) => ({
      request_id: `request-${customer_id}`,
      customer_id,
      requested_at: '2026-11-01 00:00:00',
      scope: customer_id === 'erased' ? 'delete' : 'object',
    })),
  });
  const consents = await scored(engine, {}, { ...SCOPE, lawful_basis: 'consents' });
  const declared = await scored(engine);
  engine.close();
  expect(consents.map(({ customer_id }) => customer_id)).toEqual(['consented']);
  expect(declared.map(({ customer_id }) => customer_id)).toEqual([
    'consented',
    'reporting-only',
    'silent',
    'withdrawn',
  ]);
});

it('writes a file without rows for a shop without customers', async () => {
  const engine = await scoreEngine({});
  expect(await scored(engine)).toEqual([]);
  engine.close();
});
