import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { type LoopValue, retentionByLoops } from './by-loops.fixture.ts';
import { cohortRetention } from './cohort-retention.ts';
import { cohortRetentionVariant } from './fact.ts';
import { cohortRetentionMetric, cohortRetentionWith } from './metric.ts';
import { type CohortRetentionChoice, cohortRetentionOptions } from './options.ts';

const shop = generatedShop({ seed: 5, customers: 300 });
const context = shopContext('2026-06-15', { cohorts: { grain: 'month', ages: 4 } });
const lives = customerLives(shop, context.asOf);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

const text = (value: number | string | null): string =>
  typeof value === 'number' ? value.toFixed(9) : String(value);

const cohortValues = ({ figures }: Measured): string[] =>
  figures
    .filter(({ scope }) => scope['cohort'] !== undefined)
    .map(
      ({ scope, value, reason }) => `${scope['cohort']} ${scope['age']} ${text(value ?? reason)}`,
    );

const meanValues = ({ figures }: Measured): string[] =>
  figures
    .filter(({ scope }) => scope['cohort'] === undefined)
    .map(({ scope, value, reason }) => `${scope['age']} ${text(value ?? reason)}`);

const meansByLoops = (values: readonly LoopValue[], isSimple: boolean): string[] =>
  [...new Set(values.map(({ age }) => age))].map((age) => {
    const ripe = values.filter((v) => v.age === age && typeof v.value === 'number');
    const weight = ({ size }: LoopValue) => (isSimple ? 1 : size);
    const weights = ripe.reduce((sum, v) => sum + weight(v), 0);
    const sum = ripe.reduce((s, v) => s + weight(v) * Number(v.value), 0);
    const isUnripe = values.every((v) => v.age !== age || v.value === 'unripe');
    return `${age} ${isUnripe ? 'unripe' : weights === 0 ? 'no_customers' : text(sum / weights)}`;
  });

const CHOICES: readonly CohortRetentionChoice[] = [
  {},
  { criterion: 'on_or_after' },
  { criterion: 'on_or_before', measure: 'sum' },
  { criterion: 'on_or_after', measure: 'sum' },
  { criterion: 'streak', measure: 'average' },
  { buckets: { rolling: 30 }, minOccurrences: 2 },
  { buckets: { rolling: 7 }, entry: 'recurring', mean: 'simple' },
  { buckets: { custom: [1, 20, 40] }, criterion: 'on_or_before' },
  { buckets: 'calendar', entry: 'first_ever', minimumOrder: 2500 },
  { entry: 'first_matching', minimumOrder: 2500, reference: 'previous' },
  { entry: 'recurring', criterion: 'streak' },
  { criterion: 'streak', minOccurrences: 2, measure: 'sum' },
];

it.each(CHOICES)('is what plain loops over the orders say: %j', async (choice) => {
  const options = cohortRetentionOptions(choice);
  const rows = await loadFrom(warehouse, context)(cohortRetentionVariant(options));
  const measured = cohortRetention(rows, context, options);
  expectSound(measured);
  const expected = retentionByLoops(lives, context, options);
  expect(expected.length).toBeGreaterThan(10);
  expect(cohortValues(measured)).toEqual(
    expected.map(({ cohort, age, value }) => `${cohort} ${age} ${text(value)}`),
  );
  expect(meanValues(measured)).toEqual(meansByLoops(expected, options.mean === 'simple'));
  const known = measured.figures.filter(({ value }) => value !== null);
  expect(known.filter(({ cells }) => cells.length < 2)).toEqual([]);
});

it('is the same table from the shared rows and from its own query', async () => {
  const load = loadFrom(warehouse, context);
  const own = await load(cohortRetentionVariant(cohortRetentionOptions({})));
  expect(await cohortRetentionMetric.measure(load, context)).toEqual(cohortRetention(own, context));
});

it('has no mean when none is asked for', async () => {
  const metric = cohortRetentionWith({ mean: 'none' });
  expect(meanValues(await metric.measure(loadFrom(warehouse, context), context))).toEqual([]);
});

it('never shows or averages an unripe window, nor a cohort whose month is open', async () => {
  const measured = await cohortRetentionMetric.measure(loadFrom(warehouse, context), context);
  const shown = cohortValues(measured).filter((line) => line > '2026-05');
  const unripe = [1, 2, 3, 4].map((age) => `2026-05 ${age} unripe`);
  expect(shown).toEqual([`2026-05 0 ${text(1)}`, ...unripe]);
});

it('has no figures for an empty shop', () => {
  const nothing = { figures: [], cells: [], equations: [] };
  expect(cohortRetention([], context)).toEqual(nothing);
});
