import { closeSync, openSync, utimesSync, writeSync } from 'node:fs';
import { PSEUDONYM_LENGTH, writePseudonym } from './pseudonym.ts';
import type { DayStamp } from './shop-calendar.ts';

const CAPACITY = 1 << 20;
const LONGEST_ROW = 4096;
const COMMA = 44;
const LINE_FEED = 10;
const ZERO = 48;

/**
 * Writes one CSV file cell by cell into a fixed buffer, so that ten million rows cost no memory and no object. Cells come in the
 * order of the columns; a row with another number of cells throws.
 */
export class CsvFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly #descriptor: number;
  readonly #bytes = Buffer.allocUnsafe(CAPACITY);
  #at = 0;
  #cells = 0;
  #rows = 0;

  constructor(path: string, columns: readonly string[]) {
    this.path = path;
    this.columns = columns;
    this.#descriptor = openSync(path, 'w');
    for (const column of columns) this.code(column);
    this.#endLine();
  }

  get rows(): number {
    return this.#rows;
  }

  /** ASCII text that needs no quotes. */
  code(text: string): this {
    for (let at = 0; at < text.length; at += 1) this.#put(text.charCodeAt(at));
    return this.#endCell();
  }

  /** ASCII text in quotes: JSON for maps and lists. */
  quoted(text: string): this {
    return this.code(`"${text.replaceAll('"', '""')}"`);
  }

  /** Unknown. */
  empty(): this {
    return this.#endCell();
  }

  /** Pseudonymous id of a thing; `kind`: one letter. */
  id(kind: string, number: number): this {
    writePseudonym(this.#bytes, this.#at, { kind, number });
    this.#at += PSEUDONYM_LENGTH;
    return this.#endCell();
  }

  /** Minor units, at least 0, as major units with two decimals. */
  money(minor: number): this {
    if (minor < 0) this.#put(45);
    const size = Math.abs(minor);
    const major = Math.floor(size / 100);
    this.#digits(major);
    this.#put(46);
    this.#two(size - major * 100);
    return this.#endCell();
  }

  /** Whole number, at least 0. */
  integer(value: number): this {
    this.#digits(value);
    return this.#endCell();
  }

  flag(value: boolean): this {
    return this.code(value ? 'true' : 'false');
  }

  /** ISO 8601 with offset; `second` of the local day. */
  time(stamp: DayStamp, second: number): this {
    this.#append(stamp.prefix);
    this.#two(Math.floor(second / 3600));
    this.#put(58);
    this.#two(Math.floor(second / 60) % 60);
    this.#put(58);
    this.#two(second % 60);
    this.#append(stamp.suffix);
    return this.#endCell();
  }

  end(): void {
    this.#endLine();
    this.#rows += 1;
  }

  /** Writes what is left and dates the file, so that equal files also have equal times. */
  close(modifiedAt: Date): void {
    this.#flush();
    closeSync(this.#descriptor);
    utimesSync(this.path, modifiedAt, modifiedAt);
  }

  #endCell(): this {
    this.#put(COMMA);
    this.#cells += 1;
    return this;
  }

  #endLine(): void {
    if (this.#cells !== this.columns.length)
      throw new RangeError(
        `${this.path}: a row has ${this.#cells} cells for ${this.columns.length} columns`,
      );
    this.#bytes[this.#at - 1] = LINE_FEED;
    this.#cells = 0;
    if (this.#at > CAPACITY - LONGEST_ROW) this.#flush();
  }

  #flush(): void {
    for (let from = 0; from < this.#at; )
      from += writeSync(this.#descriptor, this.#bytes, from, this.#at - from);
    this.#at = 0;
  }

  #put(byte: number): void {
    this.#bytes[this.#at] = byte;
    this.#at += 1;
  }

  #append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) this.#put(bytes[at] ?? 0);
  }

  #two(value: number): void {
    const tens = Math.floor(value / 10);
    this.#put(ZERO + tens);
    this.#put(ZERO + value - tens * 10);
  }

  #digits(value: number): void {
    let power = 1;
    while (power * 10 <= value) power *= 10;
    let rest = value;
    for (; power >= 1; power /= 10) {
      const digit = Math.floor(rest / power);
      this.#put(ZERO + digit);
      rest -= digit * power;
    }
  }
}
