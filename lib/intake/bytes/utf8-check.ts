import { isAscii, isUtf8 } from 'node:buffer';

/** Checks a stream of bytes for valid UTF-8 (no overlong forms, no surrogates) in constant memory. */
export class Utf8Check {
  /** Everything so far was ASCII. */
  ascii = true;
  #carry: Buffer = Buffer.alloc(0);
  #base = 0;

  /** Takes the next bytes. Returns the offset of the first invalid byte in the stream, or null. */
  push(chunk: Buffer): number | null {
    if (this.#carry.length === 0 && isAscii(chunk)) {
      this.#base += chunk.length;
      return null;
    }
    this.ascii = false;
    const bytes = Buffer.concat([this.#carry, chunk]);
    const whole = bytes.subarray(0, bytes.length - incompleteTail(bytes));
    if (!isUtf8(whole)) return this.#base + firstInvalid(whole);
    this.#carry = Buffer.from(bytes.subarray(whole.length));
    this.#base += whole.length;
    return null;
  }

  /** Ends the stream. Returns the offset of a character that was cut, or null. */
  finish(): number | null {
    return this.#carry.length === 0 ? null : this.#base;
  }
}

/** Bytes at the end that begin a character and do not complete it. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** The longest valid prefix, found by halving: a prefix that cuts a character is judged without it. */
function firstInvalid(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const prefix = bytes.subarray(0, middle);
    if (isUtf8(prefix.subarray(0, middle - incompleteTail(prefix)))) valid = middle;
    else invalid = middle;
  }
  return valid - incompleteTail(bytes.subarray(0, valid));
}
