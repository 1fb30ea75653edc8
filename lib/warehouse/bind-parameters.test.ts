import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bindParameters, ParameterError, parameterNames } from './bind-parameters.ts';

it('replaces names in order and repeats values', () => {
  expect(bindParameters('select :b, :a, :b', { a: 1, b: 'x' })).toEqual({
    sql: 'select ?, ?, ?',
    values: ['x', 1, 'x'],
  });
});

it('leaves comments, strings, quoted names and casts alone', () => {
  const sql = `select ':a', ":a", x::int -- :a\nfrom t`;
  expect(bindParameters(sql, {})).toEqual({ sql, values: [] });
});

it('names a parameter without a value', () => {
  expect(() => bindParameters('select :missing', { other: 1 })).toThrow(
    new ParameterError('query parameter :missing has no value'),
  );
  expect(() => bindParameters('select :constructor', {})).toThrow(ParameterError);
});

it('refuses numbers that an engine would round', () => {
  expect(() => bindParameters('select :a', { a: 0.1 })).toThrow(ParameterError);
});

const plain = fc.stringMatching(/^[a-z ,()=*+]{0,20}$/);
const text = fc.string({ maxLength: 12 }).map((s) => `'${s.replaceAll("'", "''")}'`);
const comment = fc.stringMatching(/^[a-z :']{0,12}$/).map((s) => `--${s}\n`);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);

it('finds exactly the names outside of text and comments, whatever surrounds them', () => {
  const piece = fc.oneof(
    plain.map((sql) => ({ sql, bound: sql, names: [] })),
    text.map((sql) => ({ sql, bound: sql, names: [] })),
    comment.map((sql) => ({ sql, bound: sql, names: [] })),
    name.map((n) => ({ sql: ` :${n} `, bound: ' ? ', names: [n] })),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const sql = pieces.map((p) => p.sql).join('');
      const names = pieces.flatMap((p) => p.names);
      const values = Object.fromEntries(names.map((n) => [n, `value of ${n}`]));
      expect(bindParameters(sql, values)).toEqual({
        sql: pieces.map((p) => p.bound).join(''),
        values: names.map((n) => `value of ${n}`),
      });
      expect(parameterNames(sql)).toEqual([...new Set(names)]);
    }),
  );
});
