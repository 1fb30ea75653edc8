import { expect, it } from 'vitest';
import { forecastGate } from './forecast-gate.ts';

const ENOUGH = {
  buyers: 500,
  historyDays: 180,
  daysSinceLastOrder: 30,
  customersWithThreeOrders: 10,
  minCustomers: 10,
};

it.each([
  ['ok', {}],
  ['too-few-buyers', { buyers: 499 }],
  ['history-too-short', { historyDays: 179 }],
  ['no-recent-order', { daysSinceLastOrder: 31 }],
  ['too-few-frequent-buyers', { customersWithThreeOrders: 9 }],
])('%s', (answer, change) => {
  expect(forecastGate({ ...ENOUGH, ...change })).toBe(answer);
});
