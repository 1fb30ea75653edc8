import { expect, it } from 'vitest';
import { SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import type { IntakeFacts } from '../check.ts';
import { quarantineShare } from './quarantine-share.ts';

const facts = (change: Partial<IntakeFacts>): IntakeFacts => ({
  table: 'orders',
  accepted: 0,
  quarantined: 0,
  amounts: [],
  watermark: null,
  ...change,
});
const measure = (...intake: IntakeFacts[]) =>
  quarantineShare.measure({ intake, settings: SOUND_SETTINGS, inspect: async () => ({}) });
const amount = (currency: string | null, accepted: string, quarantined: string) => ({
  column: 'net_amount',
  currency,
  accepted,
  quarantined,
});

it('names the table with the largest share of rows', async () => {
  expect(
    await measure(
      facts({ accepted: 999, quarantined: 1 }),
      facts({ table: 'refunds', accepted: 97, quarantined: 3 }),
    ),
  ).toEqual({
    values: [0.03],
    found: '3 % of the rows or money of refunds was set aside at intake',
  });
});

it('weighs money where it is worse than rows, with amounts whose currency could not be read', async () => {
  const amounts = [amount('EUR', '900.00', '60.5'), amount(null, '0', '39.5000')];
  expect((await measure(facts({ accepted: 99, quarantined: 1, amounts }))).values).toEqual([0.1]);
});

it('does not add other currencies to the reporting currency', async () => {
  const amounts = [amount('EUR', '100', '0'), amount('JPY', '0', '1000000')];
  expect((await measure(facts({ accepted: 99, quarantined: 1, amounts }))).values).toEqual([0.01]);
});

it('has nothing to judge where nothing was delivered', async () => {
  expect((await measure(facts({}))).values).toEqual([]);
});
