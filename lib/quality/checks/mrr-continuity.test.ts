import { afterAll, expect, it } from 'vitest';
import { type Row, SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { mrrContinuity } from './mrr-continuity.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const change = (
  subscription_id: string,
  effective_at: string,
  mrr: readonly [number, number],
): Row => ({
  subscription_id,
  effective_at,
  mrr_before: mrr[0],
  mrr_after: mrr[1],
  currency: 'USD',
});
const measure = async (subscriptions: readonly Row[]) => {
  const rate = { rate_date: '2026-11-20', base: 'USD', quote: 'EUR', rate: 0.5 };
  const fx_rates = [
    { ...rate, rate_date: '2026-11-01', rate: 0.9 },
    rate,
    { ...rate, rate_date: '2026-11-22', quote: 'GBP', rate: 0.7 },
    { ...rate, rate_date: '2026-11-22', kind: 'budget', rate: 0.8 },
    { ...rate, rate_date: '2026-11-23', rate: 0.6 },
  ];
  const measured = await warehouse.look({ subscriptions, fx_rates }, (inspect) =>
    mrrContinuity.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );
  return measured.values;
};

it('weighs gaps at the latest rate before the cut', async () => {
  const euros = { ...change('e', '2026-01-01', [0, 80]), currency: 'EUR' };
  const dollars = [change('d', '2026-01-01', [0, 30]), change('d', '2026-03-01', [26, 40])];
  // a gap of 4 dollars in 80 euros and 40 dollars: 2 of 100 euros
  expect(await measure([euros, ...dollars])).toEqual([0.02]);
});

it('compares a change with the one before it of the same subscription', async () => {
  const first = [change('a', '2026-01-01', [0, 10]), change('a', '2026-03-01', [10, 30])];
  const second = [change('b', '2026-02-01', [0, 50]), change('b', '2026-04-01', [50, 20])];
  expect(await measure([...first, ...second])).toEqual([0]);
});

it('is all of the revenue where there is none left to compare with', async () => {
  expect(
    await measure([change('a', '2026-01-01', [0, 10]), change('a', '2026-03-01', [5, 0])]),
  ).toEqual([1]);
  expect(await measure([])).toEqual([0]);
});
