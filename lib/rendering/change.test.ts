import { expect, it } from 'vitest';
import { released } from '../../test/gallery/fixture-figure.ts';
import { fixtureHead } from '../../test/gallery/fixture-report.ts';
import { changeCell, changeOf, directionOf } from './change.ts';
import { formatFor } from './format.ts';

const format = formatFor(fixtureHead('FINAL'));
const sales = (value: number | null) =>
  released({ metric: 'money-ladder', period: '2026-W47', unit: 'money' }, value, {
    reason: value === null ? 'withheld' : null,
  });
const rate = (value: number) =>
  released({ metric: 'repeat-rate', period: '2026-08', unit: 'share' }, value);

it('gives money in percent and shares in percentage points, as in the mock of the specification', () => {
  expect(changeCell(sales(1_204_310), sales(1_171_010), format).text).toBe('+2.8%');
  expect(changeCell(rate(0.318), rate(0.314), format).text).toBe('+0.4 pp');
  expect(changeCell(rate(0.314), rate(0.318), format).text).toBe('−0.4 pp');
});

it('has no change without both values, nor from nothing', () => {
  expect(changeCell(sales(null), sales(5), format).text).toBe('n/a');
  expect(changeCell(sales(5), sales(null), format).text).toBe('n/a');
  expect(changeCell(sales(5), null, format).text).toBe('n/a');
  expect(changeOf(sales(5), sales(0))).toBeNull();
});

it('calls a change below half a percent flat', () => {
  expect(directionOf({ value: 0.0049, unit: 'percent' })).toBe('flat');
  expect(directionOf({ value: 0.005, unit: 'percent' })).toBe('rose');
  expect(directionOf({ value: -0.005, unit: 'points' })).toBe('fell');
});
