import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { athenaLiteral, athenaStatement } from './athena-statement.ts';
import { ParameterError } from './bind-parameters.ts';

const statement = (sql: string, parameters = {}, run = 'wk-2026-W47-a1') =>
  athenaStatement({ name: 'asked', sql, run }, parameters);

/** Reads one SQL text from its opening quote as an engine does; what follows it would be code. */
function readText(literal: string): { readonly value: string; readonly rest: string } {
  let value = '';
  for (let at = 1; at < literal.length; at += 1) {
    if (literal[at] !== "'") value += literal[at];
    else if (literal[at + 1] === "'") {
      value += "'";
      at += 1;
    } else return { value, rest: literal.slice(at + 1) };
  }
  throw new Error('the text has no end');
}

describe('a literal', () => {
  it('is one text, whatever it holds', () => {
    const unit = fc.constantFrom(
      "'",
      '"',
      '\\',
      '\n',
      '?',
      ':',
      '-',
      ';',
      'a',
      '\u2028',
      '’',
      '🛒',
    );
    const text = fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (value) => {
        expect(athenaLiteral(value)[0]).toBe("'");
        expect(readText(athenaLiteral(value))).toEqual({ value, rest: '' });
      }),
    );
  });

  it('is an integer to the last digit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(athenaLiteral(value)).toMatch(/^-?\d+$/);
        expect(BigInt(athenaLiteral(value))).toBe(BigInt(value));
      }),
    );
    expect(athenaLiteral(-0)).toBe('0');
  });
});

describe('a statement', () => {
  it('has question marks, and values in their order', () => {
    const sql = `-- grain: it's one row per :a?
select :b, ':a ? --', :a -- and :c
from t where x = :b`;
    expect(statement(sql, { a: 1, b: "it's" })).toEqual({
      name: 'asked',
      queryString: `select ?, ':a ? --', ?\nfrom t where x = ?`,
      executionParameters: ["'it''s'", '1', "'it''s'"],
      token: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('has no list of values where it has none', () => {
    expect(statement('select 1')).not.toHaveProperty('executionParameters');
    expect(() => statement('select :a')).toThrow(ParameterError);
  });

  it('has a token of its own for each run, text and list of values', () => {
    const same = statement('select :a', { a: 'x' });
    const others = [
      statement('select :a', { a: 'x' }, 'wk-2026-W47-a2'),
      statement('select :a ', { a: 'y' }),
      statement('select 1 + :a', { a: 'x' }),
      statement("select ''x''"),
    ];
    expect(statement('select :a', { a: 'x' }).token).toBe(same.token);
    expect(new Set([same, ...others].map(({ token }) => token)).size).toBe(5);
  });

  it('is refused before it is sent where Athena would refuse it', () => {
    const long = (bytes: number) => `select '${'é'.repeat((bytes - 10) / 2)}'`;
    expect(Buffer.byteLength(statement(long(262_144)).queryString)).toBeLessThanOrEqual(262_144);
    expect(() => statement(long(262_146))).toThrow('query "asked" failed: STATEMENT_TOO_LONG');
    expect(() => statement('select :a', { a: 'x'.repeat(1_022) })).not.toThrow();
    expect(() => statement('select :a', { a: 'x'.repeat(1_023) })).toThrow('PARAMETER_TOO_LONG');
  });
});
