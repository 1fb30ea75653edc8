import { MAX_ROW_BYTES } from '../../bytes/csv-scanner.ts';

/** What parts the fields of a staged row, and what stands for line feeds and carriage returns inside them. */
export const FIELD_END = 1;
export const LINE_FEED_INSIDE = 2;
export const CARRIAGE_RETURN_INSIDE = 3;

const LINE_FEED = 0x0a;
const DIGIT_0 = 0x30;

/** Whole rows are given away in pieces of about this size. */
const PIECE_BYTES = 1 << 20;

/** Room behind a piece for one more row, its line number and its defect. */
const MARGIN_BYTES = 2 * MAX_ROW_BYTES;

/** Gathers staged rows; knows where the present one began, so that it can be taken back. */
export class StagedBytes {
  #bytes = Buffer.allocUnsafe(PIECE_BYTES + MARGIN_BYTES);
  #pieces: Buffer[] = [];
  #to = 0;
  #rowStart = 0;
  #copying = false;

  /** Copies up to the first byte of a kind other than 0, or passes over it. Returns its position. */
  copyPlain(chunk: Uint8Array, from: number, kinds: Uint8Array): number {
    const bytes = this.#bytes;
    let at = from;
    if (!this.#copying) {
      while (at < chunk.length && kinds[chunk[at] ?? 0] === 0) at += 1;
      return at;
    }
    let to = this.#to;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (kinds[byte] !== 0) break;
      bytes[to] = byte;
      to += 1;
    }
    this.#to = to;
    return at;
  }

  put(byte: number): void {
    if (this.#copying) this.#write(byte);
  }

  beginRow(line: number): void {
    this.#number(line);
    this.#write(FIELD_END);
  }

  beginField(kept: boolean): void {
    this.#copying = kept;
    if (kept) this.#write(FIELD_END);
  }

  endRow(): void {
    this.#write(LINE_FEED);
    this.#rowStart = this.#to;
    if (this.#to >= PIECE_BYTES) this.#give();
  }

  /** Takes the present row back. */
  dropRow(): void {
    this.#to = this.#rowStart;
  }

  /** Ends the row with a defect and empty fields instead of what it holds. */
  replaceRow(line: number, defect: string, fields: number): void {
    this.dropRow();
    this.beginRow(line);
    this.#to += this.#bytes.write(defect, this.#to, 'latin1');
    for (let field = 0; field < fields; field += 1) this.#write(FIELD_END);
    this.endRow();
  }

  /** Whole rows that were gathered since the last call, in pieces. */
  pieces(): readonly Buffer[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  /** The last rows; a row that was begun and not ended is left out. */
  rest(): readonly Buffer[] {
    this.#give();
    return this.pieces();
  }

  #give(): void {
    if (this.#rowStart > 0) this.#pieces.push(this.#bytes.subarray(0, this.#rowStart));
    this.#bytes = Buffer.allocUnsafe(PIECE_BYTES + MARGIN_BYTES);
    this.#to = 0;
    this.#rowStart = 0;
  }

  #write(byte: number): void {
    this.#bytes[this.#to] = byte;
    this.#to += 1;
  }

  #number(value: number): void {
    let rest = value;
    let at = this.#to + digitsOf(value);
    this.#to = at;
    do {
      at -= 1;
      const tenth = Math.floor(rest / 10);
      this.#bytes[at] = DIGIT_0 + rest - tenth * 10;
      rest = tenth;
    } while (rest > 0);
  }
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits += 1;
  return digits;
}
