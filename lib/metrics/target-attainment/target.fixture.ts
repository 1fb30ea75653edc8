import type { Figure } from '#lib/privacy/figure.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import type { Target } from './targets.ts';

export const context = shopContext('2026-11-23', {
  segments: ['country'],
  supplied: new Set(['orders', 'targets']),
});
export const WEEK = weekLabel(context.week);

/** A target of the reported week. */
export const target = (change: Partial<Target>): Target => ({
  metric: 'apv',
  period: WEEK,
  segment: null,
  value: 50,
  direction: null,
  tolerance: null,
  owner: null,
  version: 1,
  ...change,
});

/** A figure of 400 customers; money is in cents. */
export const measured = (change: Partial<Figure>): Figure => ({
  metric: 'apv',
  options: '',
  period: WEEK,
  scope: {},
  unit: 'money',
  value: 4820,
  reason: null,
  lower: null,
  upper: null,
  customers: 400,
  cells: ['orders', 'net-sales'],
  ...change,
});
