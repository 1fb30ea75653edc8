import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRows } from './plain-rows.ts';

const FIELDS = [
  { form: { form: '[a-c]{1,2}', except: 'ba' }, mayBeEmpty: false },
  { form: null, mayBeEmpty: true },
  { form: { form: '[0-9]{1,2}' }, mayBeEmpty: true },
];

/** By plain regular expressions, without an automaton. */
const PLAIN = /^(?!"?ba"?,)("[a-c]{1,2}"|[a-c]{1,2}),("[^"\r\n]*"|[^",\r\n]*),("\d{1,2}"|\d{0,2})$/;

const field = fc.constantFrom('a', 'ab', 'ba', 'abc', '', '7', '12', '123', '"a"', '"x,y"', 'a"b');
const line = fc.oneof(
  fc.tuple(field, field, field).map((fields) => fields.join(',')),
  fc.stringMatching(/^[a-c]{1,2},[x é]{0,3},\d{0,2}$/),
  fc.constantFrom('', 'a', 'a,b', 'a,b,1,2'),
);

describe.each(['\n', '\r\n'] as const)('rows that end with %j', (lineEnd) => {
  it('are passed up to the first one that is not plain', () => {
    const rows = plainRows(FIELDS, { delimiter: ','.charCodeAt(0), lineEnd });
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, ended) => {
        const text = `skipped${lineEnd}${lines.join(lineEnd)}${ended ? lineEnd : ''}`;
        const first = lines.findIndex((candidate) => !PLAIN.test(candidate));
        const complete = ended ? lines.length : Math.max(0, lines.length - 1);
        const passed = Math.min(first === -1 ? lines.length : first, complete);
        const before = ['skipped', ...lines.slice(0, passed)].map((row) => row + lineEnd).join('');
        expect(rows?.pass(Buffer.from(text), 7 + lineEnd.length)).toBe(Buffer.byteLength(before));
        expect(rows?.rows).toBe(passed);
      }),
      { numRuns: 500 },
    );
  });
});

it('passes no row of another line end', () => {
  const rows = plainRows(FIELDS, { delimiter: ','.charCodeAt(0), lineEnd: '\n' });
  expect(rows?.pass(Buffer.from('a,b,1\r\n'), 0)).toBe(0);
});

it('passes no blank line, even where the only field may be empty', () => {
  const rows = plainRows([{ form: null, mayBeEmpty: true }], { delimiter: 44, lineEnd: '\n' });
  expect(rows?.pass(Buffer.from('a\n\nb\n'), 0)).toBe(2);
});

it('gives up on tables that would be too large', () => {
  const wide = Array.from({ length: 20_000 }, () => ({ form: null, mayBeEmpty: true }));
  expect(plainRows(wide, { delimiter: 44, lineEnd: '\n' })).toBeNull();
});
