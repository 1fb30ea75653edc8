import { createHash } from 'node:crypto';

/** What a find tells of a person, without telling whom. */
export type NeedleKind = 'id' | 'pseudonym' | 'text' | 'amount';

/** Something that must be in no byte any more. */
export interface Needle {
  readonly kind: NeedleKind;
  /** Bytes to look for, one character a byte. */
  readonly bytes: string;
  /** So short that it is anything: it counts as a whole value in quotes only. */
  readonly weak: boolean;
}

const SHORT = /^(\d{1,6}|.{1,3})$/s;

const needle = (kind: NeedleKind, text: string): Needle => ({
  kind,
  bytes: Buffer.from(text, 'utf8').toString('latin1'),
  weak: SHORT.test(text),
});

/** Length of the hash by which intake tells rejected values apart. */
const VALUE_HASH = 16;

/** An id as it is written, and its hash without a key, from which a short id can be guessed. */
export function idNeedles(id: string): Needle[] {
  const hash = createHash('sha256').update(id).digest('hex');
  return [id, hash, hash.slice(0, VALUE_HASH)].map((text) => needle('id', text));
}

export const pseudonymNeedle = (pseudonym: string): Needle => needle('pseudonym', pseudonym);

/** Anything else that names a person, such as an address. */
export const textNeedle = (text: string): Needle => needle('text', text);

const LEAST_DIGITS = 6;

/** An amount as a decimal and in minor units; few digits are no trace of anybody, so shorter ones give none. */
export function amountNeedles(decimal: string): Needle[] {
  const [whole = '', places = ''] = decimal.replace('-', '').split('.');
  const cents = places.padEnd(2, '0').replace(/0+$/, '').padEnd(2, '0');
  const digits = whole.length + cents.length;
  const written = digits >= LEAST_DIGITS ? [`${whole}.${cents}`] : [];
  const minor = digits > LEAST_DIGITS ? [`${whole}${cents}`] : [];
  return [...written, ...minor].map((text) => ({ ...needle('amount', text), weak: false }));
}
