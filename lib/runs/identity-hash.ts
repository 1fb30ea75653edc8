import { createHash } from 'node:crypto';
import { canonicalJson } from './run-identity.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 of RFC 4648 in lower case, without padding: safe in keys, names and addresses. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}

/** 52 characters that stand for a value: sha256 of its canonical JSON in NFC, in base32. */
export const identityHash = (value: unknown): string =>
  base32(createHash('sha256').update(canonicalJson(value).normalize('NFC')).digest());

/** What `identityHash` gives. */
export const IDENTITY = /^[a-z2-7]{52}$/;
