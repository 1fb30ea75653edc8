import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { profileTraits } from './fact.ts';
import { idealProfile } from './ideal-profile.ts';
import { liftsOf } from './lift.ts';
import { idealProfileMetric } from './metric.ts';

const shop = generatedShop({ seed: 31, customers: 700, ordersEach: 3 });
const context = shopContext('2026-11-16', { segments: ['plan'] });
const interestOf = (i: number) => {
  if (i % 49 === 1) return 'mate';
  return i % 2 === 0 ? 'tea' : 'coffee';
};
const customers = [...shop.country].map(([customer_id, country], i) => ({
  customer_id,
  country,
  type: i % 4 === 0 ? 'b2b' : 'b2c',
  attributes: i % 5 === 0 ? null : { interest: interestOf(i), birth_year: '1980' },
}));
const segment_membership = customers.map(({ customer_id }, i) => ({
  customer_id,
  scheme: 'plan',
  segment: i % 3 === 0 ? 'plus' : 'basic',
  valid_from: '2025-01-01 00:00:00',
}));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, customers, segment_membership });
});
afterAll(() => warehouse.close());

/** Traits of a customer, as the tables give them. */
function traitsOf(id: string, channel: string): string[] {
  const i = customers.findIndex(({ customer_id }) => customer_id === id);
  const { country = '', type = '', attributes } = customers[i] ?? {};
  return [
    'all all',
    `country ${country}`,
    `channel ${channel}`,
    `type ${type}`,
    `plan ${segment_membership[i]?.segment}`,
    ...(attributes ? [`interest ${attributes.interest}`] : []),
  ];
}

it('counts values that 30 customers have, everyone and the top fifth, as plain loops do', async () => {
  const rows = await loadFrom(warehouse, context)(profileTraits);
  const to = addDays('2026-10-01', -180);
  const members = customerLives(shop, context.asOf)
    .filter(({ entry }) => entry.date >= addDays(to, -365) && entry.date < to)
    .map((life) => ({
      traits: traitsOf(life.customer, life.entry.channel),
      value: contributionOf(life, (date) => date < addDays(life.entry.date, 180)),
    }))
    .sort((a, b) => b.value - a.value);
  const top = Math.ceil(members.length / 5);
  expect(members.length).toBeGreaterThan(200);
  const plain = new Map<string, [number, number]>();
  for (const [i, { traits }] of members.entries())
    for (const trait of traits) {
      const [all, best] = plain.get(trait) ?? [0, 0];
      plain.set(trait, [all + 1, best + (i < top ? 1 : 0)]);
    }
  const found = rows.map((row) => [`${row.trait} ${row.value}`, [row.customers, row.top]] as const);
  const few = [...plain].filter(([, [all]]) => all < 30).map(([trait]) => trait);
  expect(few).toContain('interest mate');
  for (const trait of few) plain.delete(trait);
  expect(new Map(found)).toEqual(plain);
});

const row = (trait: string, value: string, [of, top]: readonly [number, number]) => ({
  trait,
  value,
  customers: of,
  top,
});
const ALL = row('all', 'all', [1000, 200]);
const ROWS = [
  row('channel', 'referral', [200, 80]),
  row('channel', 'paid', [500, 60]),
  row('country', 'IE', [450, 95]),
  row('interest', 'tea', [300, 75]),
];

describe('lift', () => {
  const lifts = liftsOf(ALL, ROWS);
  const of = (value: string) => lifts.find((lift) => lift.row.value === value);

  it('is the share in the top fifth over the share among everyone, with its interval', () => {
    // 80 of 200 are 40 %, 200 of 1000 are 20 %. Wilson of 80 of 200: 33.46 % to 46.92 %.
    expect(of('referral')?.lift).toBeCloseTo(2, 12);
    expect(of('referral')?.lower).toBeCloseTo(0.3346 / 0.2, 3);
    expect(of('referral')?.upper).toBeCloseTo(0.4692 / 0.2, 3);
  });

  it('stands only where it is high beside all that were tested', () => {
    // z of referral 7.9, of tea 2.6 (p 0.0046, limit 2 of 4 × 5 %), of IE 0.8.
    const stands = lifts.map((lift) => [lift.row.value, lift.stands]);
    expect(stands).toEqual([
      ['referral', true],
      ['paid', false],
      ['IE', false],
      ['tea', true],
    ]);
  });
});

it('shows the values that stand, and how many were tested', async () => {
  const measured = idealProfile([ALL, ...ROWS], context);
  expectSound(measured);
  const shown = measured.figures
    .filter(({ value }) => value !== null)
    .map(({ options, scope, value }) => [options, scope['profile'], value]);
  expect(measured.figures).toHaveLength(ROWS.length + 1);
  expect(shown).toEqual([
    ['age=180 d; top=20 %', 'channel referral', 2],
    ['age=180 d; top=20 %', 'interest tea', 1.25],
    ['part=tested', undefined, 4],
  ]);
  const names = await withheldOf(measured);
  expect(names).not.toContain('profile-top channel referral');
});

it('withholds a value that few others of the top fifth have not', async () => {
  const few = [row('all', 'all', [100, 20]), row('channel', 'referral', [30, 16])];
  const { cells, equations, figures } = idealProfile(few, context);
  expect(figures).toHaveLength(2);
  const names = await withheldOf({ figures, cells, equations });
  // Only 4 of the 20 are of other channels, which the value shown would tell.
  expect(names).toContain('profile-top channel referral');
});

it('is empty for an empty shop', async () => {
  const nothing = { figures: [], cells: [], equations: [] };
  const empty = await shopWarehouse({});
  expect(await idealProfileMetric.measure(loadFrom(empty, context), context)).toEqual(nothing);
  await empty.close();
});
