import { expect, it } from 'vitest';
import { CYRILLIC_OR_GREEK_LETTER, DROPPED, HIDDEN, LATIN_LETTER, SPACE } from './code-points.ts';

/** A class as this language writes it. */
const regExpOf = (characterClass: string) =>
  new RegExp(characterClass.replace(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}'), 'u');

// Node's own Unicode is newer, and may know more characters of a class, but none less.
it.each([
  ['hidden', HIDDEN, /[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u],
  ['dropped', DROPPED, /[\p{Cc}\p{Cf}\u2028\u2029]/u],
  ['space', SPACE, /[\t\n\f\r \p{Z}]/u],
  ['Latin', LATIN_LETTER, /\p{Script=Latin}/u],
  ['Cyrillic or Greek', CYRILLIC_OR_GREEK_LETTER, /[\p{Script=Cyrillic}\p{Script=Greek}]/u],
])('the class %s holds what Unicode says', (_, characterClass, unicode) => {
  const ours = regExpOf(characterClass);
  const differing: string[] = [];
  let missing = 0;
  for (let point = 1; point < 0x110000; point += 1) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const character = String.fromCodePoint(point);
    const known = unicode.test(character);
    if (ours.test(character) === known) continue;
    if (known) missing += 1;
    else differing.push(point.toString(16));
  }
  expect(differing).toEqual([]);
  expect(missing).toBeLessThan(50);
});
