import { expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import {
  campaignTables,
  generatedAssignments,
} from '../../../test/fixtures/generated-campaigns.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { sampleRatio } from '../facts/experiments/sample-ratio.ts';
import { srmMetric } from './metric.ts';

it('srm of the metric definitions: 5000 and 5200 of an even split', () => {
  const ratio = sampleRatio([5000, 5200], [0.5, 0.5]);
  expect(ratio?.chi2).toBeCloseTo(3.9216, 4);
  expect(ratio?.p).toBeCloseTo(0.0477, 4);
  expect(ratio?.blocks).toBe(false);
});

it('blocks below 0.001, and where somebody is in a variant that nobody planned', () => {
  expect(sampleRatio([500, 700], [0.5, 0.5])?.blocks).toBe(true);
  expect(sampleRatio([500, 500, 1], [0.5, 0.5, 0])).toMatchObject({ p: 0, blocks: true });
  expect(sampleRatio([100, 200, 300], [1, 2, 3])).toMatchObject({ chi2: 0, p: 1, blocks: false });
});

it('has none without a plan, a second variant or anybody', () => {
  expect(sampleRatio([5, 5], [0, 0])).toBeNull();
  expect(sampleRatio([5], [1])).toBeNull();
  expect(sampleRatio([0, 0], [0.5, 0.5])).toBeNull();
});

it('counts who was first assigned to what, of closed experiments, as plain loops do', async () => {
  const shop = generatedShop({ seed: 71, customers: 300 });
  const assignments = generatedAssignments(shop);
  const supplied = new Set(['orders', 'experiments', 'experiment_assignments']);
  const context = shopContext('2026-11-16', { supplied });
  const warehouse = await shopWarehouse({ ...shop.tables, ...campaignTables([], assignments) });
  const measured = await srmMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  const own = assignments.filter(({ experiment }) => experiment === 'banner');
  const control = own.filter(({ variant }) => variant === 'control').length;
  const even = own.length / 2;
  const name = { period: weekLabel(weekOf('2026-09-14')), scope: { experiment: 'banner' } };
  const chi2 = figureOf(measured, { ...name, options: 'part=chi2' });
  expect(chi2.value).toBeCloseTo((2 * (control - even) ** 2) / even, 9);
  expect(chi2.customers).toBe(own.length);
  expect(new Set(measured.figures.map(({ scope }) => scope['experiment']))).toEqual(
    new Set(['banner']),
  );
});
