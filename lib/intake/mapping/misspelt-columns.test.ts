import { expect, it } from 'vitest';
import { meantName } from './misspelt-columns.ts';

it.each([
  ['order_di', 'order_id'],
  ['oder_id', 'order_id'],
  ['net_amout', 'net_amount'],
  ['nett_amounts', 'net_amount'],
  ['chanel', 'channel'],
  ['weight', null],
  ['store_id', null],
  ['up', null],
])('takes %s for a slip of %s', (written, meant) => {
  expect(meantName(written, ['order_id', 'net_amount', 'channel', 'store', 'op'])).toBe(meant);
});
