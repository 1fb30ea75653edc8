import { afterAll, expect, it } from 'vitest';
import {
  type Row,
  SOUND_SETTINGS,
  type SoundTables,
  soundShop,
} from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { currencyKnown } from './currency-known.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const measure = (tables: Partial<SoundTables>) =>
  warehouse.look({ fx_rates: [], ...tables }, (inspect) =>
    currencyKnown.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );
const withRate = (fx_rate: number) => (row: Row) =>
  row['currency'] === 'USD' ? { ...row, fx_rate } : row;

it('takes the rate that an order brings, if it is one', async () => {
  const { orders } = soundShop();
  expect((await measure({ orders: orders.map(withRate(0.5)) })).values).toEqual([0]);
  expect((await measure({ orders: orders.map(withRate(0)) })).values).toEqual([77 / 1540]);
});

it('prices a refund at the rate of its order', async () => {
  const sound = soundShop();
  const refunds = sound.refunds.map((row) => ({
    ...row,
    order_id: `${row['order_id']}`.replace(/-0$/, '-19'),
    currency: 'USD',
  }));
  expect(await measure({ orders: sound.orders.map(withRate(0.5)), refunds })).toEqual({
    values: [0],
    found: '0 % of orders, 0 % of refunds, 0 % of spend have no exchange rate',
  });
  expect((await measure({ refunds })).values).toEqual([1]);
});
