import { expect, it } from 'vitest';
import type { Chart } from '../document.ts';
import { LIGHT } from '../html/palette.ts';
import { valueCurveSvg } from './value-curve.ts';

const chart = (values: readonly (number | null)[]): Chart => ({
  kind: 'chart',
  name: 'value-curve',
  title: 'Cumulative',
  alt: '',
  points: values.map((value, i) => ({ label: `M${i}`, value, text: String(value ?? '·') })),
  level: null,
});
const outline = (svg: string): string => /d="([^"]*)" fill="none" stroke/.exec(svg)?.[1] ?? '';

it('leaves a gap where a value is withheld or not ripe', () => {
  expect(outline(valueCurveSvg(chart([1, 2, 3, 4, 5]), LIGHT)).match(/M/g)).toHaveLength(1);
  const gapped = valueCurveSvg(chart([1, 2, null, 4, 5]), LIGHT);
  expect(outline(gapped).match(/M/g)).toHaveLength(2);
  expect(gapped.match(/<circle/g)).toHaveLength(4);
});

it('draws whole pixels only', () => {
  const svg = valueCurveSvg(chart([1.234567, 7.654321, 12.111111]), LIGHT);
  const geometry = [...svg.matchAll(/ (?:d|cx|cy|x|y)="([^"]*)"/g)].map(([, value]) => value);
  expect(geometry.length).toBeGreaterThan(10);
  expect(geometry.join(' ')).not.toContain('.');
});
