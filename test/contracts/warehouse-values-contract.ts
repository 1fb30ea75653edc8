import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CUT, type Opened, scoped } from './asked.ts';

const TYPES = `-- grain: one row
select
    cast(7 as integer) as small,
    cast(9007199254740993 as bigint) as large,
    cast(-12.5 as decimal(18, 4)) as money,
    cast(0.1 as double) as ratio,
    cast(1 as double) / 3 as third,
    cast(1 as double) * 1e300 as huge,
    1 < 2 as yes,
    1 > 2 as no,
    date '2026-02-28' as day,
    cast('2026-02-28 23:59:59' as timestamp) as moment,
    '' as empty,
    cast(null as varchar) as missing,
    cast(null as bigint) as no_number,
    'a "quoted", comma''d
line – ünï 🛒 ? :b --c' as awkward`;

/** Every engine's values come in one shape: what JSON cannot hold exactly is text. */
export function givesValues(warehouse: Opened) {
  it('gives values of each type in one shape', async () => {
    const [row] = await (await warehouse()).run(scoped(TYPES), CUT);
    expect(row).toEqual({
      small: 7,
      large: '9007199254740993',
      money: '-12.5000',
      ratio: 0.1,
      third: 1 / 3,
      huge: 1e300,
      yes: true,
      no: false,
      day: '2026-02-28',
      moment: '2026-02-28 23:59:59',
      empty: '',
      missing: null,
      no_number: null,
      awkward: `a "quoted", comma'd\nline – ünï 🛒 ? :b --c`,
    });
  });

  it('tells a missing value from an empty one in a result of one column', async () => {
    const sql = `select * from (values ('a'), (null), (''), ('')) as listed (text)`;
    const rows = await (await warehouse()).run(scoped(sql), CUT);
    expect(rows.map((row) => JSON.stringify(row)).sort()).toEqual(
      ['""', '""', '"a"', 'null'].map((text) => `{"text":${text}}`),
    );
  });

  it.each([1, 1000, 1001, 5000])('gives the rows of numbers to %i in their order', async (to) => {
    const rows = await (await warehouse()).run(scoped(TEXTS), { ...CUT, to });
    const numbers = Array.from({ length: to - 1 }, (_, i) => i + 2);
    expect(rows).toEqual(numbers.map((n) => ({ n: String(n), text: textOf(n) })));
  });
}

const TEXTS = `-- grain: one row per number
select
    cast(listed.n as bigint) as n,
    case listed.n % 3 when 1 then '' when 2 then '"' || cast(listed.n as varchar) || '",
' end as text
from unnest(sequence(1, :to)) as listed (n)
where listed.n > 1
order by listed.n`;

const textOf = (n: number): string | null => [null, '', `"${n}",\n`][n % 3] ?? null;

/** A parameter is a value, whatever it looks like. */
export function takesParameters(warehouse: Opened) {
  const ECHO = scoped(`-- grain: one row, which has no ? and no :name in it, it's said
select
    cast(:text as varchar) as text,
    cast(:whole as bigint) as whole,
    '? :text' as literal,
    cast(:text as varchar) as again`);
  const echo = async (text: string, whole: number) => {
    const rows = await (await warehouse()).run(ECHO, { ...CUT, text, whole });
    expect(rows).toEqual([{ text, whole: String(whole), literal: '? :text', again: text }]);
  };

  it.each([
    ["'; drop table orders; --", 1],
    ["''", 0],
    ['', -1],
    ['?', Number.MAX_SAFE_INTEGER],
    ['line\r\nline\t"x", \\n $1 :text /* ? */', Number.MIN_SAFE_INTEGER],
    ['Ünïcode – 🛒 \u2028 e\u0301', 42],
  ])('gives back %j as it is', echo);

  it('gives back any text and integer', async () => {
    const piece = fc.constantFrom(
      "'",
      "''",
      '?',
      ':text',
      '--',
      '\n',
      '"',
      '\\',
      ' ',
      'a',
      'é',
      '🛒',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.string({ maxLength: 30 }),
    );
    await fc.assert(fc.asyncProperty(text, fc.maxSafeInteger(), echo), { numRuns: 30 });
  });
}
