/** Sixteen consonants: an id spells no word, no number and no phone. */
const LETTERS = Buffer.from('bcdfghjklmnpqrst', 'latin1');

/** Bytes of an id. */
export const PSEUDONYM_LENGTH = 10;

/** Writes `c-` and eight letters of a one-to-one scramble of a number below 2^32, so ids are unique and tell no order. */
export function writePseudonym(into: Uint8Array, at: number, id: Pseudonym): void {
  into[at] = id.kind.charCodeAt(0);
  into[at + 1] = 45;
  const bits = scramble(id.number ^ Math.imul(id.kind.charCodeAt(0), 0x9e3779b9));
  for (let letter = 0; letter < 8; letter += 1)
    into[at + 2 + letter] = LETTERS[(bits >>> (28 - 4 * letter)) & 15] ?? 0;
}

/** `kind`: one letter. */
export interface Pseudonym {
  readonly kind: string;
  readonly number: number;
}

export function pseudonym(id: Pseudonym): string {
  const bytes = new Uint8Array(PSEUDONYM_LENGTH);
  writePseudonym(bytes, 0, id);
  return String.fromCharCode(...bytes);
}

/** The 32-bit finalizer of MurmurHash3 (Appleby), which is one-to-one. */
function scramble(number: number): number {
  let hash = number | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
