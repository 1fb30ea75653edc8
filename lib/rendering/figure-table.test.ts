import { expect, it } from 'vitest';
import { released } from '../../test/gallery/fixture-figure.ts';
import { figureTable, membersOf } from './figure-table.ts';

const at = (options: string, scope: Record<string, string>, value: number) =>
  released({ metric: 'clv-historic', options, period: '2026-08', scope, unit: 'share' }, value);
const figures = [
  at('', { cohort: '2026-08', age: '1' }, 1),
  at('', { cohort: '2026-08' }, 2),
  at('mean=weighted', { age: '1' }, 3),
];
const table = figureTable(figures);

it('finds a figure by its whole name, whatever the order of its dimensions', () => {
  const place = { period: '2026-08', scope: { age: '1', cohort: '2026-08' } };
  expect(table.find('clv-historic', '', place)?.value).toBe(1);
  expect(table.find('clv-historic', 'mean=weighted', place)).toBeNull();
  expect(table.find('clv-historic', '', { ...place, period: '2026-09' })).toBeNull();
});

it('reads only the place from a figure that stands for one', () => {
  const [first] = figures;
  expect(first && table.find('cohort-retention', '', first)).toBeNull();
});

it('lists the members of a dimension over figures of that shape only', () => {
  expect(membersOf(figures, 'cohort')).toEqual(['2026-08']);
  expect(membersOf(figures, 'age')).toEqual(['1']);
  expect(membersOf(figures, 'age', ['cohort'])).toEqual(['1']);
  expect(membersOf(figures, 'channel')).toEqual([]);
});

it('lists a metric with given options, or with any', () => {
  expect(table.all('clv-historic', 'mean=weighted')).toHaveLength(1);
  expect(table.all('clv-historic')).toHaveLength(3);
});
