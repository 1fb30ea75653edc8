import type { CsvScanner } from '../../bytes/csv-scanner.ts';
import type { ShapeDefect } from '../../bytes/csv-shape.ts';
import { CARRIAGE_RETURN_INSIDE, LINE_FEED_INSIDE, StagedBytes } from './staged-bytes.ts';

const DELIMITER = 1;
const QUOTE = 2;
const LF = 3;
const CR = 4;
/** What line breaks inside a field are written as, by their kind. */
const INSIDE: Readonly<Record<number, number>> = {
  [LF]: LINE_FEED_INSIDE,
  [CR]: CARRIAGE_RETURN_INSIDE,
};

/** No quote was closed in this field. */
const NONE = -2;

/** Which columns of a file are staged, and how its fields are parted. */
export interface RowLayout {
  readonly delimiter: number;
  /** By position in the header: whether the field is copied. */
  readonly kept: readonly boolean[];
  /** Lines that the header takes. */
  readonly headerLines: number;
}

/**
 * Rewrites the data rows of a CSV file, one to a line: the line where the row begins, the defect of a misshapen row,
 * then the kept fields without quotes. A misshapen row has empty fields. Takes bytes that the scanner has just passed,
 * so that a row here is one that the scanner has ended.
 */
export class StagedRows {
  /** A line break was met inside a field. */
  brokenLines = false;
  readonly #scanner: CsvScanner;
  readonly #kinds: Uint8Array;
  readonly #kept: Uint8Array;
  readonly #keptFields: number;
  readonly #out = new StagedBytes();
  /** Bytes before the present chunk. */
  #base = 0;
  #line: number;
  #innerLines = 0;
  #row = 0;
  #rowStart = 0;
  #field = 0;
  #fieldStart = 0;
  #inQuotes = false;
  #quoted = false;
  #closedAt = NONE;
  #crWaits = false;
  #nextDefect = 0;

  constructor(scanner: CsvScanner, { delimiter, kept, headerLines }: RowLayout) {
    this.#scanner = scanner;
    this.#kinds = kindsOf(delimiter);
    this.#kept = Uint8Array.from([...kept, false], Number);
    this.#keptFields = kept.filter(Boolean).length;
    this.#line = headerLines + 1;
    this.#startRow(0);
  }

  /** Takes the next bytes after the header. Returns whole staged rows. */
  push(chunk: Uint8Array): readonly Buffer[] {
    if (this.#crWaits) this.#endRow(this.#base - 1, this.#base);
    this.#crWaits = false;
    for (let at = 0; at < chunk.length; at += 1) {
      at = this.#out.copyPlain(chunk, at, this.#kinds);
      if (at < chunk.length) this.#special(chunk, at);
    }
    this.#base += chunk.length;
    return this.#out.pieces();
  }

  /** Ends the file; its last row needs no line end. Returns the last rows. */
  finish(): readonly Buffer[] {
    if (this.#crWaits) this.#endRow(this.#base - 1, this.#base);
    else if (this.#rowStart < this.#base) this.#endRow(this.#base, this.#base);
    return this.#out.rest();
  }

  #special(chunk: Uint8Array, at: number): void {
    const byte = chunk[at] ?? 0;
    const kind = this.#kinds[byte];
    if (kind === QUOTE) this.#quote(this.#base + at);
    else if (this.#inQuotes) this.#inside(byte);
    else if (kind === DELIMITER) this.#startField(this.#field + 1, this.#base + at + 1);
    else if (kind === LF) this.#lineFeed(this.#base + at);
    else if (this.#scanner.lineEnd === '\r') this.#carriageReturn(chunk, at);
  }

  #lineFeed(at: number): void {
    this.#endRow(this.#scanner.lineEnd === '\n' ? at : at - 1, at + 1);
  }

  /** At the end of a chunk the scanner has not ended the row yet. */
  #carriageReturn(chunk: Uint8Array, at: number): void {
    if (at === chunk.length - 1) this.#crWaits = true;
    else this.#endRow(this.#base + at, this.#base + at + 1);
  }

  /** As the scanner: a quote opens a field, closes it, or continues it right after a closing one. */
  #quote(at: number): void {
    if (this.#inQuotes) {
      this.#inQuotes = false;
      this.#closedAt = at;
    } else if (this.#quoted && this.#closedAt === at - 1) {
      this.#inQuotes = true;
      this.#out.put(0x22);
    } else if (at === this.#fieldStart) {
      this.#inQuotes = true;
      this.#quoted = true;
    }
  }

  #inside(byte: number): void {
    const kind = this.#kinds[byte];
    if (kind === LF) this.#innerLines += 1;
    if (kind !== DELIMITER) this.brokenLines = true;
    this.#out.put(INSIDE[kind ?? 0] ?? byte);
  }

  #endRow(end: number, next: number): void {
    if (end === this.#rowStart) this.#out.dropRow();
    else {
      const defect = this.#defect();
      if (defect === null) this.#out.endRow();
      else this.#out.replaceRow(this.#line, defect, this.#keptFields);
      this.#row += 1;
    }
    this.#line += 1 + this.#innerLines;
    this.#startRow(next);
  }

  /** What the scanner found wrong with the row that ends. */
  #defect(): ShapeDefect['reason'] | null {
    const defect = this.#scanner.defects[this.#nextDefect];
    if (defect?.row !== this.#row) return null;
    this.#nextDefect += 1;
    return defect.reason;
  }

  #startRow(at: number): void {
    this.#innerLines = 0;
    this.#rowStart = at;
    this.#out.beginRow(this.#line);
    this.#startField(0, at);
  }

  #startField(field: number, at: number): void {
    this.#field = field;
    this.#fieldStart = at;
    this.#quoted = false;
    this.#closedAt = NONE;
    this.#out.beginField(this.#kept[field] === 1);
  }
}

function kindsOf(delimiter: number): Uint8Array {
  const kinds = new Uint8Array(256);
  kinds[0x0a] = LF;
  kinds[0x0d] = CR;
  kinds[0x22] = QUOTE;
  kinds[delimiter] = DELIMITER;
  return kinds;
}
