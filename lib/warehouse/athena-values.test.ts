import { expect, it } from 'vitest';
import { ResultError } from './athena-csv.ts';
import { valueReader } from './athena-values.ts';

it.each([
  ['timestamp', '2026-02-28 23:59:59.000', '2026-02-28 23:59:59'],
  ['timestamp', '2026-02-28 23:59:59.120', '2026-02-28 23:59:59.12'],
  ['timestamp', '2026-02-28 20:00:00', '2026-02-28 20:00:00'],
  ['double', '1.0E10', 1e10],
  ['double', 'NaN', 'NaN'],
  ['double', '-Infinity', '-Infinity'],
  ['decimal', '100.00', '100.00'],
  ['boolean', 'false', false],
])('reads %s %j', (type, text, value) => {
  expect(valueReader(type)(text)).toBe(value);
});

it.each(['array', 'map', 'row', 'varbinary', 'constructor'])('refuses %s', (type) => {
  expect(() => valueReader(type)).toThrow(ResultError);
});
