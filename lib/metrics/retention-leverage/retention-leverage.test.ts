import { describe, expect, it } from 'vitest';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { constantLeverage, curveLeverage } from './formula.ts';
import { retentionLeverageMetric } from './metric.ts';
import { retentionLeverage } from './retention-leverage.ts';

const PUBLISHED = [
  { retention: 0.6, points: 0.2037, relative: 0.117 },
  { retention: 0.8, points: 0.275, relative: 0.2115 },
  { retention: 0.9, points: 0.4074, relative: 0.3548 },
];

describe('at constant retention', () => {
  it.each(PUBLISHED)('is the published value at $retention (definitions, section 11)', (row) => {
    const now = { retention: row.retention, discount: 0.1, timing: 'end' } as const;
    expect(constantLeverage(now, 0.05, 'points')).toBeCloseTo(row.points, 4);
    expect(constantLeverage(now, 0.05, 'relative')).toBeCloseTo(row.relative, 4);
  });

  it('cannot keep more than everyone', () => {
    const now = { retention: 0.96, discount: 0.1, timing: 'end' } as const;
    expect(constantLeverage(now, 0.05, 'points')).toBeNull();
  });
});

describe('on the curve that was lived', () => {
  // 100 members bring 1,000 at entry; 40 then order for 200, 20 for 160. Five more order: 5 × 5 + 5 × 8 = 65.
  const months = [
    { members: 100, active: 100, contribution: 1000 },
    { members: 100, active: 40, contribution: 200 },
    { members: 100, active: 20, contribution: 160 },
  ];

  it('adds what five more of a hundred members would bring', () => {
    const found = curveLeverage(months, { delta: 0.05, discount: 0, change: 'points' });
    expect(found).toBeCloseTo(65 / 1360, 12);
  });

  it('adds 5 % to what came after the first month', () => {
    const found = curveLeverage(months, { delta: 0.05, discount: 0, change: 'relative' });
    expect(found).toBeCloseTo((0.05 * 360) / 1360, 12);
  });

  it('discounts each month', () => {
    const found = curveLeverage(months, { delta: 0.05, discount: 0.25, change: 'relative' });
    const later = 200 / 1.25 + 160 / 1.25 ** 2;
    expect(found).toBeCloseTo((0.05 * later) / (1000 + later), 12);
  });

  it('has nobody order who is not a member, and needs a month after the first', () => {
    const all = [months[0], { members: 100, active: 98, contribution: 980 }].filter((m) => !!m);
    const found = curveLeverage(all, { delta: 0.05, discount: 0, change: 'points' });
    expect(found).toBeCloseTo(20 / 1980, 12);
    const one = months.slice(0, 1);
    expect(curveLeverage(one, { delta: 0.05, discount: 0, change: 'points' })).toBeNull();
  });
});

it('says which curve and which change, for everyone', async () => {
  const context = shopContext('2026-11-16');
  const warehouse = await shopWarehouse(generatedShop({ seed: 13, customers: 900 }).tables);
  const measured = await retentionLeverageMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  const value = (change: string, curve: string) =>
    figureOf(measured, {
      options: `change=${change}; curve=${curve}; delta=5 %${curve === 'ripe' ? '; of=9 cohorts' : ''}`,
      period: '2026-W46',
    });
  expect(measured.figures).toHaveLength(4);
  expect(value('relative', 'ripe').value).toBeGreaterThan(0);
  expect(value('points', 'ripe').value).toBeGreaterThan(value('relative', 'ripe').value ?? 1);
});

it('is empty for an empty shop', () => {
  const rows = { retention: { lapses: [], halfYear: [] }, activity: [] };
  const nothing = { figures: [], cells: [], equations: [] };
  expect(retentionLeverage(rows, shopContext('2026-11-16'))).toEqual(nothing);
});
