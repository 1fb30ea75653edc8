/**
 * Sets of characters, as code points: the regular expressions of Trino know an older Unicode than DuckDB's, and refuse
 * some classes beside others. Written from the classes of RE2 (Unicode 15), which DuckDB uses.
 */
const LATIN = `41-5a 61-7a aa ba c0-d6 d8-f6 f8-2b8 2e0-2e4 1d00-1d25 1d2c-1d5c 1d62-1d65 1d6b-1d77 1d79-1dbe
  1e00-1eff 2071 207f 2090-209c 212a-212b 2132 214e 2160-2188 2c60-2c7f a722-a787 a78b-a7ca a7d0-a7d1 a7d3
  a7d5-a7d9 a7f2-a7ff ab30-ab5a ab5c-ab64 ab66-ab69 fb00-fb06 ff21-ff3a ff41-ff5a 10780-10785 10787-107b0
  107b2-107ba 1df00-1df1e 1df25-1df2a`;

const CYRILLIC_AND_GREEK = `370-373 375-377 37a-37d 37f 384 386 388-38a 38c 38e-3a1 3a3-3e1 3f0-484 487-52f
  1c80-1c88 1d26-1d2b 1d5d-1d61 1d66-1d6a 1d78 1dbf 1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b
  1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2126 2de0-2dff a640-a69f
  ab65 fe2e-fe2f 10140-1018e 101a0 1d200-1d245 1e030-1e06d 1e08f`;

/** Controls and format characters. */
const CONTROL = `1-1f 7f-9f ad 600-605 61c 6dd 70f 890-891 8e2 180e 200b-200f 202a-202e 2060-2064 2066-206f feff
  fff9-fffb 110bd 110cd 13430-1343f 1bca0-1bca3 1d173-1d17a e0001 e0020-e007f`;

const PRIVATE_USE = 'e000-f8ff f0000-ffffd 100000-10fffd';
const LINE_SEPARATORS = '2028-2029';
const SPACES = '9-a c-d 20 a0 1680 2000-200a 2028-2029 202f 205f 3000';

export const LATIN_LETTER = classOf(LATIN);
export const CYRILLIC_OR_GREEK_LETTER = classOf(CYRILLIC_AND_GREEK);
/** Characters that nobody sees. */
export const HIDDEN = classOf(`${CONTROL} ${PRIVATE_USE} ${LINE_SEPARATORS}`);
/** Those of them that are dropped from a code. */
export const DROPPED = classOf(`${CONTROL} ${LINE_SEPARATORS}`);
export const SPACE = classOf(SPACES);

function classOf(ranges: string): string {
  const parts = ranges.split(/\s+/).map((range) =>
    range
      .split('-')
      .map((point) => `\\x{${point}}`)
      .join('-'),
  );
  return `[${parts.join('')}]`;
}
