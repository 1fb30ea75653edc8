import { expect, it } from 'vitest';
import { quarantinePercent } from './quarantine-share.ts';

const landed = (delivered: number, quarantined: number) => ({ delivered, quarantined });

it.each([
  ['the worst table, not the sum', { orders: landed(1000, 2), refunds: landed(200, 1) }, 0.5],
  ['a table without rows', { orders: landed(0, 0), refunds: landed(10, 0) }, 0],
  ['no table', {}, 0],
])('tells %s', (_, tables, percent) => {
  expect(quarantinePercent({ tables })).toBe(percent);
});
