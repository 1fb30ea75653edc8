import { expect, it } from 'vitest';
import { shopContext } from '../../../../test/fixtures/shop-warehouse.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { flowCell } from './flow-cells.ts';

const context = shopContext('2026-11-16');

const rowOf = (measure: string, scheme: string): CellRow => ({
  ...{ measure, scheme, segment: scheme, period: context.week, age: null },
  ...{ customers: 12, total: 12, absolute: 12, largest: 1, second: 1 },
});

it.each([
  ['orders', 'all', true],
  ['orders', 'country', true],
  ['orders', 'guest', false],
  ['refunds', 'all', true],
  ['refunds', 'guest', true],
  ['first-time-customers', 'all', false],
  ['first-time-customers', 'country', true],
  ['net-sales', 'country', false],
])(
  'says of %s of %s whether everyone or nobody tells what people did: %s',
  (measure, scheme, is) => {
    expect(flowCell(rowOf(measure, scheme), context).behavioural).toBe(is);
  },
);

it('takes no refunds for nothing where none are delivered', () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  expect(flowCell(rowOf('refunds', 'all'), without).behavioural).toBe(false);
});
