import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { ChannelSumError, CreditTable } from './credit-table.ts';

const context = shopContext('2026-11-16');

it('stops when channels share out more or fewer customers than there are', () => {
  const row = { measure: 'scorecard-credit', period: context.month, age: null, customers: 20 };
  const of = { absolute: 2400, largest: 120, second: 120 };
  const rows = [
    { ...row, ...of, scheme: '*', segment: '*', total: 2400 },
    { ...row, ...of, scheme: 'last', segment: 'search', total: 2280 },
  ];
  expect(() => new CreditTable(rows, { month: context.month, spentOn: [] }, context)).toThrow(
    ChannelSumError,
  );
});

it('lists the standard models in their order, others after them, and channels by name', () => {
  const row = { measure: 'scorecard-credit', period: context.month, age: null, customers: 1 };
  const of = { total: 120, absolute: 120, largest: 120, second: 0 };
  const models = ['own', 'position', 'last', 'linear', 'first', 'data-driven'];
  const rows = [
    { ...row, ...of, scheme: '*', segment: '*' },
    ...models.map((scheme) => ({ ...row, ...of, scheme, segment: 'search' })),
  ];
  const table = new CreditTable(rows, { month: context.month, spentOn: ['fair'] }, context);
  expect(table.models).toEqual(['last', 'first', 'linear', 'position', 'data-driven', 'own']);
  expect(table.channels).toEqual(['fair', 'search']);
});
