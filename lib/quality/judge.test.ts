import { expect, it } from 'vitest';
import { judge } from './judge.ts';

const share = { warn: { max: 0.05 }, provisional: { max: 0.2 } };
const span = { provisional: { min: 0.7, max: 1.5 }, hold: { min: 0.3 } };

it.each([
  { values: [0.05], bounds: share, severity: 'pass', value: 0.05, side: 'max', limit: 0.05 },
  { values: [0.0501], bounds: share, severity: 'warn', value: 0.0501, side: 'max', limit: 0.05 },
  { values: [0.3], bounds: share, severity: 'provisional', value: 0.3, side: 'max', limit: 0.2 },
  { values: [0.7, 1.5], bounds: span, severity: 'pass', value: 0.7, side: 'min', limit: 0.7 },
  {
    values: [0.9, 1.6],
    bounds: span,
    severity: 'provisional',
    value: 1.6,
    side: 'max',
    limit: 1.5,
  },
  {
    values: [0.6, 1.6],
    bounds: span,
    severity: 'provisional',
    value: 0.6,
    side: 'min',
    limit: 0.7,
  },
  { values: [0.2, 1.6], bounds: span, severity: 'hold', value: 0.2, side: 'min', limit: 0.3 },
  { values: [], bounds: share, severity: 'pass', value: null, side: 'max', limit: 0.05 },
  { values: [9], bounds: {}, severity: 'pass', value: 9, side: 'max', limit: 0 },
])('judges $values as $severity', ({ values, bounds, ...verdict }) => {
  expect(judge(values, bounds)).toEqual(verdict);
});
