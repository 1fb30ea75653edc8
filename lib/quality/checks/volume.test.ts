import { afterAll, expect, it } from 'vitest';
import { addDays } from '#lib/units/calendar.ts';
import { type Row, SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { volume } from './volume.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

/** Orders at noon on so many days before the cut; `perDay` says how many for each day before it. */
const shop = (days: number, perDay: (daysAgo: number) => number): Row[] =>
  Array.from({ length: days }, (_, i) => i + 1).flatMap((daysAgo) =>
    Array.from({ length: perDay(daysAgo) }, (_, i) => ({
      order_id: `${daysAgo}-${i}`,
      ordered_at: `${addDays(SOUND_SETTINGS.asOf, -daysAgo)} 12:00:00`,
    })),
  );

const measure = (orders: readonly Row[]) =>
  warehouse.look({ orders }, (inspect) =>
    volume.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );

it('compares each day with its own weekday where a weekday brings enough orders', async () => {
  // Sundays (day 1, 8, …) bring 150, other days 100: a Sunday of 60 is 40 %, its week 660 of 750
  const { values } = await measure(
    shop(64, (daysAgo) => (daysAgo === 1 ? 60 : daysAgo % 7 === 1 ? 150 : 100)),
  );
  expect(values).toEqual([0.4, 1]);
});

it('takes the median, so that one odd week before does not move what is usual', async () => {
  const { values } = await measure(
    shop(64, (daysAgo) => (daysAgo > 14 && daysAgo <= 21 ? 900 : 100)),
  );
  expect(values).toEqual([1, 1]);
});

it('compares only the week where days bring too few orders, and nothing where weeks do', async () => {
  expect((await measure(shop(64, (daysAgo) => (daysAgo === 3 ? 0 : 20)))).values).toEqual([
    120 / 140,
    120 / 140,
  ]);
  expect((await measure(shop(64, () => 10))).values).toEqual([]);
});

it('waits for nine weeks of history', async () => {
  expect((await measure(shop(62, () => 20))).values).toEqual([]);
  expect((await measure(shop(64, () => 20))).values).toEqual([1, 1]);
});

it('cuts days in the reporting zone', async () => {
  const orders = shop(64, (daysAgo) => (daysAgo <= 2 ? 0 : 100));
  const late = Array.from({ length: 100 }, (_, i) => ({
    order_id: `late-${i}`,
    ordered_at: '2026-11-20 23:30:00',
  }));
  // half past midnight on Saturday the 21st in Paris: Saturday is as usual, and only Sunday is empty
  expect((await measure([...orders, ...late])).values).toEqual([0, 1]);
});
